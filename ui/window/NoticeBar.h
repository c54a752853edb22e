#pragma once

#include <QFrame>

#include <memory>

namespace Ui {
class NoticeBar;
}

namespace orderdesk {

/// A strip above the pages that says something for as long as it is true, with an icon. Hidden while it has no words.
/// Main thread only.
class NoticeBar final : public QFrame
{
    Q_OBJECT

public:
    /// `icon`: a name in resources/icons. `closable`: the person may put it away.
    NoticeBar(const QString& icon, bool closable, QWidget* parent = nullptr);
    ~NoticeBar() override;

    /// Empty: hides it.
    void say(const QString& words);
    QString words() const;

Q_SIGNALS:
    void putAway();

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintIcons();

    std::unique_ptr<Ui::NoticeBar> m_ui;
    const QString m_icon;
};

} // namespace orderdesk
