#include "app/chart/chart_page.h"

#include "app/chart/compared_symbols.h"
#include "app/chart/engine_marks.h"
#include "app/chart/quick_entry.h"
#include "app/chart/symbol_mime.h"
#include "app/look/look.h"
#include "app/tables/cell_format.h"
#include "app/tables/words.h"
#include "app/window/messages.h"
#include "charts/price_chart.h"
#include "charts/zone_label.h"

#include <QClipboard>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QVBoxLayout>

#include <chrono>

namespace agora::app {

namespace {

using charts::ChartState;
using charts::PriceChart;
using charts::StatusTone;

constexpr double pictureScale = 2.0;
/// Quiet pairs have pauses of seconds; longer ones a trader should see.
constexpr auto staleAfter = std::chrono::seconds(10);
constexpr double nearLeftEdge = 0.25; // of the width, before the oldest bar comes into view

} // namespace

ChartPage::ChartPage(const PanelContext &context, const EngineMarks &marks, const QString &symbol,
    Period period, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_marks(marks)
    , m_chart(new PriceChart(this))
    , m_feed(context.port)
    , m_compared(new ComparedSymbols(context, *m_chart, this))
    , m_symbol(symbol)
    , m_period(period)
    , m_connection(Connection::Connecting)
{
    setAcceptDrops(true);
    setFocusProxy(m_chart);
    m_chart->setObjectName(QStringLiteral("chart"));
    m_chart->setTheme(chartTheme(context.look.theme()));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_chart);
    joinPort();
    joinFeed();
    joinChart();
    subscribe();
}

ChartPage::~ChartPage() = default;

void ChartPage::joinPort()
{
    connect(&m_context.port, &EnginePort::quotesChanged, this, &ChartPage::showQuotes);
    connect(&m_context.port, &EnginePort::connectionChanged, this, [this](Connection connection) {
        m_connection = connection;
        if (connection == Connection::Connected && !m_refusal.isEmpty())
            m_feed.askAgain(); // what an engine could not do another may
        showState();
    });
    connect(m_compared, &ComparedSymbols::refused, this, &ChartPage::said);
    connect(m_compared, &ComparedSymbols::changed, this, &ChartPage::stateChanged);
    connect(&m_marks, &EngineMarks::tradesChanged, this, &ChartPage::showTrades);
    connect(&m_marks, &EngineMarks::signsChanged, this, &ChartPage::showSigns);
    connect(&m_marks, &EngineMarks::linesChanged, this, &ChartPage::showLines);
}

void ChartPage::joinFeed()
{
    connect(&m_feed, &BarFeed::changed, this, &ChartPage::showBars);
    connect(&m_feed, &BarFeed::staged, this, [this](const auto &bars, bool begin) {
        m_chart->stageBars(bars, begin);
        m_stagedNotes.apply(bars, begin);
    });
    connect(&m_feed, &BarFeed::stageCompleted, this, [this] {
        m_chart->showStaged();
        m_notes = std::exchange(m_stagedNotes, {});
        showState();
    });
    connect(&m_feed, &BarFeed::refused, this, [this](const QString &sentence) {
        m_refusal = sentence;
        showState();
    });
    connect(&m_feed, &BarFeed::asking, this, [this] {
        m_refusal.clear();
        showState();
    });
    connect(&m_feed, &BarFeed::olderRefused, this, [this](const QString &sentence) {
        emit said(tr("Older bars of %1 did not come: %2 They are asked for again.")
                      .arg(title(), sentence));
        showStatus();
    });
    connect(&m_feed, &BarFeed::deepenable, this, [this] { m_sought ? seek() : wantOlder(); });
    m_second.setInterval(std::chrono::seconds(1));
    connect(&m_second, &QTimer::timeout, this, &ChartPage::showRefusal);
    connect(&m_feed, &BarFeed::deepened, this, [this] {
        m_compared->follow(m_period, m_feed.depth());
        showStatus();
        seek();
    });
}

void ChartPage::joinChart()
{
    connect(m_chart, &PriceChart::stateActionRequested, this, &ChartPage::askAgain);
    connect(&m_context.look, &Look::changed, m_chart, [this] { showColours(); });
    connect(m_chart, &PriceChart::hoverTextChanged, this, &ChartPage::hovered);
    connect(m_chart, &PriceChart::indicatorActivated, this, &ChartPage::indicatorActivated);
    connect(m_chart, &PriceChart::historyNeeded, this, &ChartPage::subscribe);
    connect(m_chart, &PriceChart::visibleRangeChanged, this, &ChartPage::wantOlder);
    connect(m_chart, &PriceChart::pausedChanged, this, [this] {
        showStatus();
        emit stateChanged();
    });
    m_chart->installEventFilter(this);
}

void ChartPage::setSymbol(const QString &symbol)
{
    if (symbol.isEmpty() || symbol == m_symbol)
        return;
    m_symbol = symbol;
    subscribe();
    emit titleChanged();
}

void ChartPage::setPeriod(Period period)
{
    if (period == m_period)
        return;
    m_period = period;
    subscribe();
    emit titleChanged();
}

QString ChartPage::title() const
{
    return QStringLiteral("%1, %2").arg(m_symbol, toQString(m_period.toString()));
}

void ChartPage::setLinkGroup(int group)
{
    m_linkGroup = std::clamp(group, 0, linkGroups);
    emit stateChanged();
}

void ChartPage::setColours(const ChartColours &colours)
{
    m_colours = colours;
    showColours();
    emit stateChanged();
}

void ChartPage::showColours() { m_chart->setTheme(chartTheme(m_context.look.theme(), m_colours)); }

void ChartPage::setZoneChoice(const ZoneChoice &choice)
{
    m_zoneChoice = choice;
    showZone();
    emit stateChanged();
}

void ChartPage::showZone()
{
    const auto zone = findZone(m_zoneChoice, m_chart->instrument());
    if (!zone)
        emit said(toQString(zone.error().message));
    m_chart->setZone(zone ? *zone : Zone::utc());
}

void ChartPage::askForPeriod() { beginEntry({}); }

void ChartPage::beginEntry(const QString &typed)
{
    if (m_entry && m_entry->isVisible())
        return m_entry->add(typed);
    auto *entry = new QuickEntry(m_context.book, m_chart);
    connect(entry, &QuickEntry::symbolChosen, this, &ChartPage::setSymbol);
    connect(entry, &QuickEntry::periodChosen, this, &ChartPage::setPeriod);
    m_entry = entry;
    entry->begin(typed);
}

/// Letters and digits typed on the chart begin a search; Enter opens it empty.
bool ChartPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_chart || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto &key = static_cast<QKeyEvent &>(*event);
    const bool isPlain = (key.modifiers() & ~(Qt::ShiftModifier | Qt::KeypadModifier)) == 0;
    const auto typed = key.text();
    const bool isEnter = key.key() == Qt::Key_Return || key.key() == Qt::Key_Enter;
    const bool begins = typed.size() == 1
        && (typed.front().isLetterOrNumber() || typed.front() == QLatin1Char(','));
    if (!isPlain || !(isEnter || begins))
        return QWidget::eventFilter(watched, event);
    beginEntry(isEnter ? QString() : typed.toUpper());
    return true;
}

void ChartPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasFormat(symbolMime))
        event->acceptProposedAction();
}

void ChartPage::dropEvent(QDropEvent *event)
{
    event->acceptProposedAction();
    setSymbol(symbolOf(*event->mimeData()));
}

void ChartPage::setNow(Timestamp now)
{
    m_now = now;
    m_chart->setNow(now);
    showStatus();
}

void ChartPage::subscribe()
{
    if (const auto *instrument = m_context.book.find(m_symbol)) {
        m_chart->setInstrument(*instrument);
        m_chart->setDayAnchor(instrument->dayAnchor);
    }
    showZone();
    m_chart->setPeriod(m_period);
    m_chart->clearQuote();
    m_notes.clear();
    m_refusal.clear();
    m_priceTime.reset();
    m_sought.reset();
    m_feed.open(m_symbol, m_period);
    m_compared->remove(m_symbol); // nothing is compared with itself
    m_compared->follow(m_period, m_feed.depth());
    showTrades();
    showSigns();
    showLines();
    showState();
}

void ChartPage::showBars(const std::vector<QuoteBar> &bars, bool snapshot)
{
    const bool isFirst = snapshot && m_notes.size() == 0;
    if (snapshot)
        m_refusal.clear();
    m_chart->applyBars(bars, snapshot);
    m_notes.apply(bars, snapshot);
    if (isFirst)
        m_chart->scrollToEnd();
    if (snapshot || m_chart->state() != ChartState::Ready)
        showState();
}

void ChartPage::showQuotes(const Quotes &quotes)
{
    const auto quote = quotes.find(m_symbol.toStdString());
    if (quote == quotes.end())
        return;
    m_chart->setQuote(quote->second.bid, quote->second.ask);
    m_priceTime = quote->second.time;
    if (m_status == ChartStatus::Stale)
        showStatus();
}

void ChartPage::showTrades() { m_chart->setTradeMarkers(m_marks.trades(m_symbol.toStdString())); }

void ChartPage::showSigns() { m_chart->setSignalMarkers(m_marks.signs(m_symbol.toStdString())); }

void ChartPage::showLines() { m_chart->setPriceLines(m_marks.lines(m_symbol.toStdString())); }

void ChartPage::showRefusal()
{
    const auto left = m_feed.nextQuestionIn();
    const auto seconds = left ? std::chrono::ceil<std::chrono::seconds>(*left).count() : 0;
    m_chart->setState(ChartState::NoData,
        seconds > 0
            ? tr("%1 It is asked for again in %2.")
                  .arg(m_refusal, QString::number(seconds) + QChar(QChar::Nbsp) + QLatin1Char('s'))
            : m_refusal,
        tr("Ask Now (F5)"));
}

void ChartPage::showState()
{
    const bool isRefused = !m_refusal.isEmpty() && m_connection != Connection::Lost;
    if (isRefused != m_second.isActive())
        isRefused ? m_second.start() : m_second.stop();
    if (isRefused)
        showRefusal();
    else if (m_connection == Connection::Lost)
        m_chart->setState(ChartState::EngineGone);
    else if (!m_feed.hasSnapshot())
        m_chart->setState(ChartState::Loading);
    else
        m_chart->setState(m_chart->series().empty() ? ChartState::NoData : ChartState::Ready);
    showStatus();
}

ChartStatus ChartPage::findStatus() const
{
    if (m_connection == Connection::Lost)
        return ChartStatus::EngineGone;
    if (!m_refusal.isEmpty())
        return ChartStatus::NoData;
    if (!m_feed.hasSnapshot())
        return ChartStatus::Loading;
    if (m_chart->series().empty())
        return ChartStatus::NoData;
    if (m_chart->isPaused())
        return ChartStatus::Paused;
    const auto *instrument = m_context.book.find(m_symbol);
    if (m_now && instrument && !isOpen(instrument->hours, *m_now))
        return ChartStatus::Closed;
    const bool isStale = m_now && m_priceTime && *m_now - *m_priceTime > staleAfter;
    return isStale ? ChartStatus::Stale : ChartStatus::Live;
}

QString ChartPage::staleText() const
{
    using namespace std::chrono;
    const auto age = duration_cast<seconds>(*m_now - *m_priceTime);
    if (age < minutes(1))
        return tr("No price for %1 s").arg(age.count());
    if (age < hours(1))
        return tr("No price for %1 min").arg(duration_cast<minutes>(age).count());
    return tr("No price for %1 h").arg(duration_cast<hours>(age).count());
}

void ChartPage::showStatus()
{
    const auto status = findStatus();
    if (m_feed.isDeepening()) {
        m_chart->setStatus(tr("Loading older bars…"), StatusTone::Quiet);
    } else {
        switch (status) {
        case ChartStatus::Live:
            m_chart->setStatus(tr("Live"), StatusTone::Good);
            break;
        case ChartStatus::Paused:
            m_chart->setStatus(tr("Paused"), StatusTone::Warning);
            break;
        case ChartStatus::Stale:
            m_chart->setStatus(staleText(), StatusTone::Warning);
            break;
        case ChartStatus::Closed:
            m_chart->setStatus(tr("Market closed"), StatusTone::Quiet);
            break;
        case ChartStatus::EngineGone:
            m_chart->setStatus(tr("Engine gone"), StatusTone::Bad);
            break;
        case ChartStatus::Loading:
        case ChartStatus::NoData:
            m_chart->setStatus({}, StatusTone::Quiet); // the banner says it
            break;
        }
    }
    if (std::exchange(m_status, status) != status)
        emit stateChanged();
}

/// Older bars are fetched before the oldest is reached, four times as many as there are.
void ChartPage::wantOlder()
{
    const auto range = m_chart->visibleRange();
    const auto count = m_chart->series().size();
    const bool isNear = range.first < range.bars() * nearLeftEdge;
    const bool isShort
        = m_chart->isAutoScroll() && count < static_cast<std::size_t>(m_feed.depth());
    if (count == 0 || !isNear || isShort)
        return;
    if (m_feed.deepen(std::min(m_feed.depth(), BarFeed::mostDepth / 4) * 4))
        showStatus();
}

void ChartPage::goTo(Timestamp at)
{
    m_sought = at;
    seek();
}

void ChartPage::seek()
{
    const auto &series = m_chart->series();
    if (!m_sought || series.empty() || m_feed.isDeepening() || m_feed.areOlderRefused())
        return;
    const auto oldest = fromNanos(series.times().front());
    if (oldest > *m_sought) {
        const auto missing = m_period.isClock() ? (oldest - *m_sought) / m_period.nominal()
                                                : static_cast<std::int64_t>(m_feed.depth()) * 3;
        const auto wanted = static_cast<std::int64_t>(series.size()) + missing + 500;
        if (m_feed.deepen(static_cast<int>(std::min<std::int64_t>(wanted, BarFeed::mostDepth))))
            return showStatus();
        const auto &zone = m_chart->zone();
        emit said(tr("The history of %1 begins at %2 %3.")
                      .arg(title(), formatTime(oldest, zone), charts::zoneLabel(zone, oldest)));
    }
    m_chart->showTime(std::max(*std::exchange(m_sought, std::nullopt), oldest));
}

void ChartPage::askToSavePicture()
{
    auto *dialog = new QFileDialog(this, tr("Save Chart Picture"),
        QStringLiteral("%1-%2.png").arg(m_symbol, toQString(m_period.toString())),
        tr("Pictures (*.png *.svg *.jpg)"));
    dialog->setObjectName(QStringLiteral("savePictureDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("png"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        if (const auto saved = m_chart->savePicture(file, pictureScale); !saved)
            showProblem(this, toQString(saved.error().message));
        else
            emit said(tr("The picture is in %1.").arg(file));
    });
    dialog->open();
}

void ChartPage::copyPicture()
{
    QGuiApplication::clipboard()->setPixmap(m_chart->picture(pictureScale));
    emit said(tr("The chart is in the clipboard."));
}

} // namespace agora::app
