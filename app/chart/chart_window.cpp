#include "app/chart/chart_window.h"

#include "app/chart/chart_page.h"

#include <QCloseEvent>
#include <QIcon>

#include <utility>

namespace agora::app {

ChartWindow::ChartWindow(ChartPage &page) : m_page(&page)
{
    setObjectName(QStringLiteral("chartWindow"));
    setAttribute(Qt::WA_QuitOnClose, false);
    setWindowIcon(QIcon(QStringLiteral(":/agora/org.agora.Terminal.svg")));
    setContextMenuPolicy(Qt::NoContextMenu); // that of toolbars could hide the only one
    setCentralWidget(&page);
    page.show(); // a tab bar hides the pages it gives away
    connect(&page, &ChartPage::titleChanged, this, &ChartWindow::showTitle);
    showTitle();
}

void ChartWindow::showTitle()
{
    if (m_page)
        setWindowTitle(m_page->title() + QStringLiteral(" – Agora"));
}

ChartPage *ChartWindow::release()
{
    takeCentralWidget();
    disconnect(m_page, nullptr, this, nullptr);
    return std::exchange(m_page, nullptr);
}

void ChartWindow::changeEvent(QEvent *event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        emit activated();
}

void ChartWindow::closeEvent(QCloseEvent *event)
{
    event->accept();
    emit closing();
}

} // namespace agora::app
