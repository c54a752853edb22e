#pragma once

#include <QList>
#include <QWidget>

namespace orderdesk {

class StatusLamp;

/// Lamps beside each other, all in one form: with name and state, where room is short with the names, where it is
/// shorter still as icons alone. Main thread only.
class LampRow final : public QWidget
{
    Q_OBJECT

public:
    explicit LampRow(const QList<StatusLamp*>& lamps, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fit();

    QList<StatusLamp*> m_lamps;
};

} // namespace orderdesk
