#pragma once

#include <QStackedWidget>

namespace orderdesk {

/// Pages of which only the one that is seen asks for room. Main thread only.
class PageStack final : public QStackedWidget
{
    Q_OBJECT

public:
    explicit PageStack(QWidget* parent = nullptr);

    QSize minimumSizeHint() const override;
};

} // namespace orderdesk
