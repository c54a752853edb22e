#pragma once

#include "ui/json/EditableText.h"
#include "ui/json/JsonReview.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QListWidget;

namespace orderdesk {

class JsonEditor;

/// A JSON editor with what ingest would say of the text, as one types; a click or Enter on a finding jumps to its
/// place. Main thread only.
class JsonEditPane final : public QWidget
{
    Q_OBJECT

public:
    explicit JsonEditPane(QWidget* parent = nullptr);

    void setValidation(ValidationSettings settings);
    /// Replaces text and history. What the text was made of decides how bytes() writes it.
    void setContent(const EditableText& content);
    void replaceText(const QString& shown); ///< can be undone
    QString shownText() const;
    QByteArray bytes() const;
    void indent();                   ///< can be undone
    void setReviewShown(bool shown); ///< false: what the review found is shown elsewhere
    const JsonReview& review() const { return m_review; }
    /// Reviews at once, not after a pause in typing.
    void reviewNow();
    void jumpTo(int line, int column);
    JsonEditor* editor() const { return m_editor; }

Q_SIGNALS:
    void edited();   ///< the text changed; review() is of an older one
    void reviewed(); ///< review() is of this text

protected:
    void changeEvent(QEvent* event) override;

private:
    void followFont();
    void showFindings();

    JsonEditor* m_editor;
    QLabel* m_summaryLabel;
    QListWidget* m_findingsList;
    EditableText m_content;
    std::unique_ptr<MessageValidator> m_validator;
    JsonReview m_review;
    bool m_reviewShown = true;
    QTimer m_timer;
};

} // namespace orderdesk
