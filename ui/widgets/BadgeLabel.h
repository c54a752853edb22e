#pragma once

#include "ui/widgets/Tone.h"

#include <QWidget>

namespace orderdesk {

/// A badge as a widget. Its words are its accessible name.
class BadgeLabel final : public QWidget
{
    Q_OBJECT

public:
    explicit BadgeLabel(QWidget* parent = nullptr);

    void setContent(const BadgeContent& content);
    const BadgeContent& content() const { return m_content; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    BadgeContent m_content;
};

} // namespace orderdesk
