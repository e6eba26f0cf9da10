#include "app/chart/chart_area.h"

#include "app/chart/chart_page.h"
#include "app/chart/chart_state.h"
#include "app/chart/chart_tabs.h"
#include "app/chart/chart_templates.h"
#include "app/chart/chart_window.h"
#include "app/chart/symbol_mime.h"
#include "app/look/look.h"
#include "charts/price_chart.h"

#include <QDragEnterEvent>
#include <QMenu>
#include <QPainter>
#include <QWindow>

namespace agora::app {

namespace {
constexpr qsizetype mostClosed = 20;
}

ChartArea::ChartArea(const PanelContext &context, const EngineMarks &marks, QWidget *parent)
    : QTabWidget(parent), m_context(context), m_marks(marks), m_tabs(new ChartTabs(this))
{
    setObjectName(QStringLiteral("charts"));
    setTabBar(m_tabs);
    setDocumentMode(true);
    setMovable(true);
    setTabsClosable(true);
    setTabPosition(North);
    setAutoFillBackground(true);
    setAcceptDrops(true);
    m_tabs->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_tabs, &QWidget::customContextMenuRequested, this, &ChartArea::showTabMenu);
    connect(m_tabs, &ChartTabs::tornOff, this, [this](int index, const QPoint &at, bool isDragged) {
        auto *page = this->at(index);
        auto *window = page ? detach(*page) : nullptr;
        if (!window)
            return;
        window->move(at - QPoint(window->width() / 4, fontMetrics().height()));
        if (isDragged && window->windowHandle())
            window->windowHandle()->startSystemMove();
    });
    connect(this, &QTabWidget::currentChanged, this, &ChartArea::currentChartChanged);
    connect(this, &QTabWidget::tabCloseRequested, this, &ChartArea::close);
}

ChartArea::~ChartArea() { closeWindows(); }

ChartPage *ChartArea::open(const QString &symbol, Period period)
{
    auto *page = new ChartPage(m_context, m_marks, symbol, period, this);
    join(*page);
    page->chart().setWheelAction(m_wheel);
    applyDefault(*page);
    setInFront(nullptr);
    setCurrentIndex(addTab(page, page->title()));
    emit pageOpened(*page);
    return page;
}

void ChartArea::applyDefault(ChartPage &page)
{
    if (!m_templates || !m_templates->hasDefault())
        return;
    const auto look = m_templates->loadDefault();
    const auto applied = look ? applyLook(page, *look) : Result<void>(look.failure());
    if (!applied)
        emit said(QString::fromStdString(applied.error().message));
}

void ChartArea::join(ChartPage &page)
{
    auto *shown = &page;
    connect(shown, &ChartPage::titleChanged, this, [this, shown] {
        if (const int index = indexOf(shown); index >= 0)
            setTabText(index, shown->title());
        spreadSeries(*shown);
        if (shown == current())
            emit currentChartChanged();
    });
    const auto tell = [this, shown] {
        if (shown == current())
            emit currentChartChanged();
    };
    connect(shown, &ChartPage::stateChanged, this, tell);
    auto &chart = page.chart();
    connect(&chart, &charts::PriceChart::autoScrollChanged, this, tell);
    connect(&chart, &charts::PriceChart::crosshairMoved, this,
        [this, shown] { spreadCrosshair(*shown); });
    connect(shown, &ChartPage::hovered, this, &ChartArea::hovered);
    connect(shown, &ChartPage::said, this, &ChartArea::said);
    connect(shown, &ChartPage::indicatorActivated, this, [this, shown](const QString &id) {
        bringToFront(*shown);
        emit indicatorActivated(id);
    });
    chart.setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&chart, &QWidget::customContextMenuRequested, this,
        [this, shown](const QPoint &at) { showMenu(*shown, at); });
}

void ChartArea::showMenu(ChartPage &page, const QPoint &at)
{
    bringToFront(page);
    auto *menu = new QMenu(&page);
    menu->setObjectName(QStringLiteral("chart.menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    emit menuRequested(*menu, page, at);
    menu->popup(page.chart().mapToGlobal(at));
}

void ChartArea::showTabMenu(const QPoint &at)
{
    auto *page = this->at(m_tabs->tabAt(at));
    if (!page)
        return;
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("charts.tabMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Into a Window of &Its Own"), page, [this, page] { detach(*page); });
    menu->addSeparator();
    menu->addAction(tr("&Close"), page, [this, page] { closePage(*page); });
    menu->addAction(tr("Close the &Others"), page, [this, page] {
        for (int i = count() - 1; i >= 0; --i)
            if (this->at(i) != page)
                close(i);
    });
    menu->popup(m_tabs->mapToGlobal(at));
}

void ChartArea::close(int index)
{
    if (auto *page = at(index))
        closePage(*page);
}

void ChartArea::closePage(ChartPage &page)
{
    if (auto *window = windowOf(page)) {
        window->close();
        return;
    }
    forget(page);
    removeTab(indexOf(&page));
    page.deleteLater();
}

void ChartArea::forget(ChartPage &page)
{
    m_closed.append(stateOf(page));
    if (m_closed.size() > mostClosed)
        m_closed.removeFirst();
}

ChartPage *ChartArea::reopen()
{
    if (m_closed.isEmpty())
        return nullptr;
    const auto state = m_closed.takeLast();
    const auto series = seriesOf(state);
    if (!series)
        return nullptr;
    auto *page = open(series->first, series->second);
    if (const auto applied = applyState(*page, state); !applied)
        emit said(QString::fromStdString(applied.error().message));
    return page;
}

ChartPage *ChartArea::current() const { return m_inFront ? m_inFront->page() : at(currentIndex()); }

ChartPage *ChartArea::at(int index) const { return qobject_cast<ChartPage *>(widget(index)); }

QList<ChartPage *> ChartArea::pages() const
{
    QList<ChartPage *> all;
    for (int i = 0; i < count(); ++i)
        all.append(at(i));
    for (const auto *window : m_windows)
        all.append(window->page());
    return all;
}

void ChartArea::bringToFront(ChartPage &page)
{
    auto *window = windowOf(page);
    if (window && window != m_inFront) {
        window->raise();
        window->activateWindow();
    } else if (!window) {
        if (m_inFront)
            this->window()->activateWindow();
        setCurrentWidget(&page);
    }
    setInFront(window);
}

void ChartArea::setInFront(ChartWindow *window)
{
    if (std::exchange(m_inFront, window) != window)
        emit currentChartChanged();
}

void ChartArea::step(int by)
{
    const auto all = pages();
    if (all.isEmpty())
        return;
    const auto next = (all.indexOf(current()) + by + all.size()) % all.size();
    bringToFront(*all[next]);
}

ChartWindow *ChartArea::detach(ChartPage &page)
{
    if (windowOf(page))
        return nullptr;
    const auto size = page.size();
    removeTab(indexOf(&page));
    auto *window = new ChartWindow(page);
    m_windows.append(window);
    connect(window, &ChartWindow::activated, this, [this, window] { setInFront(window); });
    connect(window, &ChartWindow::closing, this, [this, window] {
        if (m_windows.removeOne(window)) {
            forget(*window->page());
            window->deleteLater();
        }
        if (m_inFront == window)
            setInFront(nullptr);
    });
    emit windowOpened(*window);
    window->resize(size.expandedTo(page.minimumSizeHint()));
    window->show();
    setInFront(window);
    return window;
}

void ChartArea::dock(ChartPage &page)
{
    auto *window = windowOf(page);
    if (!window)
        return;
    m_windows.removeOne(window);
    if (m_inFront == window)
        m_inFront = nullptr;
    setCurrentIndex(addTab(window->release(), page.title()));
    window->hide();
    window->deleteLater();
    this->window()->activateWindow();
    emit currentChartChanged();
}

ChartWindow *ChartArea::windowOf(const ChartPage &page) const
{
    for (auto *window : m_windows)
        if (window->page() == &page)
            return window;
    return nullptr;
}

void ChartArea::closeWindows()
{
    m_inFront = nullptr;
    for (auto *window : std::exchange(m_windows, {})) {
        window->disconnect(this);
        delete window;
    }
}

void ChartArea::setWheelAction(charts::WheelAction action)
{
    m_wheel = action;
    for (auto *page : pages())
        page->chart().setWheelAction(action);
}

void ChartArea::setCrosshairLinked(bool isLinked)
{
    m_isCrosshairLinked = isLinked;
    for (auto *page : pages())
        page->chart().setLinkedCrosshair(std::nullopt);
}

void ChartArea::spreadCrosshair(ChartPage &from)
{
    if (m_isCrosshairLinked) {
        const auto point = from.chart().crosshair();
        for (auto *page : pages()) {
            if (page == &from)
                continue;
            auto seen = point;
            if (seen && page->symbol() != from.symbol())
                seen->price.reset();
            page->chart().setLinkedCrosshair(seen);
        }
    }
    emit crosshairMoved(from);
}

void ChartArea::spreadSeries(ChartPage &from)
{
    if (m_isSpreading || from.linkGroup() == 0)
        return;
    m_isSpreading = true;
    for (auto *page : pages()) {
        if (page == &from || page->linkGroup() != from.linkGroup())
            continue;
        page->setSymbol(from.symbol());
        page->setPeriod(from.period());
    }
    m_isSpreading = false;
}

void ChartArea::showEvent(QShowEvent *event)
{
    QTabWidget::showEvent(event);
    window()->installEventFilter(this);
    if (event->spontaneous())
        return;
    // Windows that come back at the start would lie below the terminal, which is shown after them.
    const auto raiseAll = [this] {
        for (auto *own : m_windows)
            own->raise();
    };
    QMetaObject::invokeMethod(this, raiseAll, Qt::QueuedConnection);
}

/// A click into the terminal's window brings its tabs to the front again.
bool ChartArea::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == window() && event->type() == QEvent::WindowActivate)
        setInFront(nullptr);
    return QTabWidget::eventFilter(watched, event);
}

void ChartArea::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasFormat(symbolMime))
        event->acceptProposedAction();
}

void ChartArea::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    emit symbolDropped(symbolOf(*event->mimeData()));
}

void ChartArea::paintEvent(QPaintEvent *event)
{
    QTabWidget::paintEvent(event);
    if (count() > 0)
        return;
    const QStringList lines{tr("No chart is open"),
        tr("Double-click a symbol in the Market Watch, or drag it here."),
        tr("File › New Chart (Ctrl+Shift+N) opens one; Ctrl+Shift+T brings back the last one.")};
    QPainter painter(this);
    auto large = font();
    large.setPointSizeF(large.pointSizeF() * 1.5);
    const int line = QFontMetrics(large).lineSpacing();
    QRect place(0, height() / 2 - line * 2, width(), line);
    for (int i = 0; i < lines.size(); ++i) {
        painter.setFont(i == 0 ? large : font());
        painter.setPen(i == 0 ? m_context.look.theme().text : m_context.look.theme().muted);
        painter.drawText(place, Qt::AlignCenter, lines[i]);
        place.translate(0, i == 0 ? line * 3 / 2 : line);
    }
}

} // namespace agora::app
