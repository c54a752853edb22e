#include "ui/browse/SearchTab.h"

#include <QTabWidget>

namespace orderdesk {

SearchTab::SearchTab(QTabWidget* tabs, QWidget* page)
    : QObject(tabs)
    , m_tabs(tabs)
    , m_page(page)
{
    hide();
}

void SearchTab::show()
{
    if (m_tabs->currentWidget() != m_page)
        m_before = m_tabs->currentWidget();
    m_tabs->setTabVisible(m_tabs->indexOf(m_page), true);
    m_tabs->setCurrentWidget(m_page);
}

void SearchTab::leave()
{
    if (m_tabs->currentWidget() == m_page && m_before)
        m_tabs->setCurrentWidget(m_before);
    hide();
}

void SearchTab::hide()
{
    m_tabs->setTabVisible(m_tabs->indexOf(m_page), false);
}

} // namespace orderdesk
