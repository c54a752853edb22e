#pragma once

#include <QAction>
#include <QLineEdit>
#include <QStringListModel>

namespace orderdesk {

/// The box that is always one key away. Remembers this session's look-ups for completion, and only in memory: they may
/// be phone numbers.
class LookupBox final : public QLineEdit
{
    Q_OBJECT

public:
    static constexpr int rememberedLookups = 20;

    explicit LookupBox(QWidget* parent = nullptr);

    void takeOver(); ///< focus with everything selected

Q_SIGNALS:
    void lookupWanted(const QString& text);

protected:
    void changeEvent(QEvent* event) override;

private:
    void submit();
    void paintIcons();

    QAction* m_icon;
    QStringListModel m_recent;
};

} // namespace orderdesk
