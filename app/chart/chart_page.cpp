#include "app/chart/chart_page.h"

#include "app/chart/engine_marks.h"
#include "app/chart/quick_entry.h"
#include "app/look/chart_look.h"
#include "app/look/look.h"
#include "app/tables/words.h"
#include "app/window/messages.h"
#include "charts/price_chart.h"

#include <QFileDialog>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace agora::app {

namespace {
constexpr int seriesDepth = 5'000;
constexpr double pictureScale = 2.0;
} // namespace

ChartPage::ChartPage(const PanelContext &context, const EngineMarks &marks, const QString &symbol,
    Period period, QWidget *parent)
    : QWidget(parent)
    , m_context(context)
    , m_marks(marks)
    , m_chart(new charts::PriceChart(this))
    , m_symbol(symbol)
    , m_period(period)
    , m_connection(Connection::Connecting)
{
    m_chart->setObjectName(QStringLiteral("chart"));
    m_chart->setTheme(chartTheme(context.look.theme()));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_chart);

    connect(&context.look, &Look::changed, m_chart,
        [this] { m_chart->setTheme(chartTheme(m_context.look.theme())); });
    auto &port = context.port;
    connect(&port, &EnginePort::barsChanged, this, &ChartPage::showBars);
    connect(&port, &EnginePort::quotesChanged, this, &ChartPage::showQuotes);
    connect(
        &port, &EnginePort::seriesRefused, this, [this](SeriesId series, const QString &sentence) {
            if (series != m_series)
                return;
            m_refusal = sentence;
            showState();
        });
    connect(&port, &EnginePort::connectionChanged, this, [this](Connection connection) {
        m_connection = connection;
        showState();
    });
    connect(&marks, &EngineMarks::tradesChanged, this, &ChartPage::showTrades);
    connect(&marks, &EngineMarks::signsChanged, this, &ChartPage::showSigns);
    connect(&marks, &EngineMarks::linesChanged, this, &ChartPage::showLines);
    connect(m_chart, &charts::PriceChart::hoverTextChanged, this, &ChartPage::hovered);
    connect(m_chart, &charts::PriceChart::indicatorActivated, this, &ChartPage::indicatorActivated);
    connect(m_chart, &charts::PriceChart::historyNeeded, this, &ChartPage::subscribe);
    m_chart->installEventFilter(this);
    subscribe();
}

ChartPage::~ChartPage() { m_context.port.unsubscribeBars(m_series); }

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

void ChartPage::askForPeriod() { beginEntry({}); }

void ChartPage::beginEntry(const QString &typed)
{
    auto *entry = new QuickEntry(m_context.book, m_chart);
    connect(entry, &QuickEntry::symbolChosen, this, &ChartPage::setSymbol);
    connect(entry, &QuickEntry::periodChosen, this, &ChartPage::setPeriod);
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

void ChartPage::setNow(Timestamp now) { m_chart->setNow(now); }

void ChartPage::subscribe()
{
    auto &port = m_context.port;
    if (m_series != 0)
        port.unsubscribeBars(m_series);
    if (const auto *instrument = m_context.book.find(m_symbol))
        m_chart->setInstrument(*instrument);
    m_chart->setPeriod(m_period);
    m_chart->clearQuote();
    m_hasSnapshot = false;
    m_refusal.clear();
    m_series = port.subscribeBars(m_symbol, m_period, seriesDepth);
    showTrades();
    showSigns();
    showLines();
    showState();
}

void ChartPage::showBars(SeriesId series, const BarBatch &bars, bool snapshot)
{
    if (series != m_series)
        return;
    m_chart->applyBars(bars.bars, snapshot);
    if (snapshot && !m_hasSnapshot) {
        m_hasSnapshot = true;
        m_chart->scrollToEnd();
    }
    if (snapshot || m_chart->state() != charts::ChartState::Ready)
        showState();
}

void ChartPage::showQuotes(const Quotes &quotes)
{
    if (const auto quote = quotes.find(m_symbol.toStdString()); quote != quotes.end())
        m_chart->setQuote(quote->second.bid, quote->second.ask);
}

void ChartPage::showTrades() { m_chart->setTradeMarkers(m_marks.trades(m_symbol.toStdString())); }

void ChartPage::showSigns() { m_chart->setSignalMarkers(m_marks.signs(m_symbol.toStdString())); }

void ChartPage::showLines() { m_chart->setPriceLines(m_marks.lines(m_symbol.toStdString())); }

void ChartPage::showState()
{
    using charts::ChartState;
    if (!m_refusal.isEmpty())
        m_chart->setState(ChartState::NoData, m_refusal);
    else if (m_connection == Connection::Lost)
        m_chart->setState(ChartState::EngineGone);
    else if (!m_hasSnapshot)
        m_chart->setState(ChartState::Loading);
    else
        m_chart->setState(m_chart->series().empty() ? ChartState::NoData : ChartState::Ready);
}

void ChartPage::askToSavePicture()
{
    auto *dialog = new QFileDialog(this, tr("Save Chart Picture"),
        QStringLiteral("%1-%2.png").arg(m_symbol, toQString(m_period.toString())),
        tr("Pictures (*.png *.jpg)"));
    dialog->setObjectName(QStringLiteral("savePictureDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("png"));
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        if (const auto saved = m_chart->savePicture(file, pictureScale); !saved)
            showProblem(this, toQString(saved.error().message));
    });
    dialog->open();
}

} // namespace agora::app
