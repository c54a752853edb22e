#pragma once

#include "domain/DeadLetter.h"
#include "ui/json/JsonEditPane.h"

#include <QHash>
#include <QWidget>

#include <memory>

namespace Ui {
class LetterEditor;
}

namespace orderdesk {

struct DocumentChange;

/// Corrects a dead letter's text: an editor with the rules as one types, what was changed, and a button that sends it.
/// What is not text says why it cannot be edited. An edit is kept, in memory, while other letters are looked at. Main
/// thread only.
class LetterEditor final : public QWidget
{
    Q_OBJECT

public:
    explicit LetterEditor(QWidget* parent = nullptr);
    ~LetterEditor() override;

    void setValidation(ValidationSettings settings);
    void showDeadLetter(const DeadLetter& deadLetter); ///< whole
    void forget(qint64 id);                            ///< its edit is of no use any more
    /// It was sent so: not offered once more until something is changed.
    void noteSent(qint64 id, const QByteArray& value);
    QByteArray bytes() const; ///< as they would be sent

Q_SIGNALS:
    void redriveCorrectedWanted(qint64 id, const QByteArray& value);

protected:
    void changeEvent(QEvent* event) override;

private:
    void followFont();
    static constexpr qsizetype mostDrafts = 50;

    void keepDraft();
    void showReview();
    void showChanges();
    void addChange(const DocumentChange& change, const QByteArray& json);
    void showAsReceived();

    std::unique_ptr<Ui::LetterEditor> m_ui;
    DeadLetter m_letter;
    QString m_first;                 ///< the text as the editor had it first
    QHash<qint64, QString> m_drafts; ///< edited texts of other letters
    bool m_isEditable = false;
    qint64 m_sentId = 0;
    QByteArray m_sent; ///< of the one sent last
};

} // namespace orderdesk
