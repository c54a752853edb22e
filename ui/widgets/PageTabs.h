#pragma once

#include <QTabWidget>

namespace orderdesk {

/// Tabs of which only the page that is seen asks for room. Main thread only.
class PageTabs final : public QTabWidget
{
    Q_OBJECT

public:
    explicit PageTabs(QWidget* parent = nullptr);

    QSize minimumSizeHint() const override;
};

} // namespace orderdesk
