#include "charts/price_chart.h"

#include "charts/banner.h"
#include "charts/chart_gestures.h"
#include "charts/chart_scene.h"
#include "charts/drawing/drawing_view.h"
#include "charts/indicator_hints.h"
#include "charts/marks_painter.h"
#include "charts/trading/chart_trading.h"

#include <QFontMetrics>
#include <QKeyEvent>

namespace agora::charts {

using Change = ChartScene::Change;

PriceChart::PriceChart(QWidget *parent)
    : QWidget(parent)
    , m_scene(std::make_unique<ChartScene>(*this))
    , m_gestures(std::make_unique<ChartGestures>(*this, *m_scene))
    , m_drawings(std::make_unique<DrawingBoard>())
    , m_drawingView(std::make_unique<DrawingView>(*this, *m_scene, *m_drawings))
    , m_trading(std::make_unique<ChartTrading>(*this, *m_scene))
{
    m_scene->plotWidget().installEventFilter(this); // now that there is something to pass events to
    new IndicatorHints(*this, *m_scene);
    m_scene->plotWidget().grabGesture(Qt::PinchGesture);
    setFocusPolicy(Qt::StrongFocus);
    m_scene->data.reset({}, Period{}, PriceSide::Mid);
}

PriceChart::~PriceChart() = default;

void PriceChart::setInstrument(const Instrument &instrument)
{
    const bool isOther = instrument.symbol != m_scene->data.instrument.symbol;
    m_scene->data.instrument = instrument;
    if (isOther) {
        m_scene->data.quote.reset();
        m_scene->data.reset(instrument.symbol, period(), priceSide());
        showNewPeriod();
        m_drawings->setSymbol(QString::fromStdString(instrument.symbol));
    }
    m_scene->mark(Change::All);
}

void PriceChart::setPeriod(Period period)
{
    if (period == this->period())
        return;
    m_scene->data.reset(m_scene->data.instrument.symbol, period, priceSide());
    showNewPeriod();
}

/// The bars are gone: what comes next stands at its end, with a scale of its own.
void PriceChart::showNewPeriod()
{
    setPaused(false);
    m_scene->navigation.newest.reset();
    m_scene->navigation.spots.clear();
    m_scene->view.reset(0);
    m_scene->stack().panes().front().scale.reset();
    setState(ChartState::Loading);
}

const Instrument &PriceChart::instrument() const { return m_scene->data.instrument; }

Period PriceChart::period() const { return m_scene->data.series().period(); }

void PriceChart::setSeries(const BarSeries &series)
{
    m_scene->data.take(series);
    m_scene->view.reset(series.size());
    m_scene->stack().panes().front().scale.reset();
    setState(series.empty() ? ChartState::NoData : ChartState::Ready);
}

const BarSeries &PriceChart::series() const { return m_scene->data.series(); }

void PriceChart::setPriceSide(PriceSide side)
{
    if (side == priceSide())
        return;
    setPaused(false);
    m_scene->data.reset(m_scene->data.instrument.symbol, period(), side);
    setState(ChartState::Loading);
    emit historyNeeded();
}

PriceSide PriceChart::priceSide() const { return m_scene->data.series().side(); }

void PriceChart::setQuote(double bid, double ask)
{
    if (isPaused()) {
        m_scene->navigation.held.quote = Quote{bid, ask};
        return;
    }
    m_scene->data.quote = Quote{bid, ask};
    m_scene->mark(Change::Hover);
}

void PriceChart::clearQuote()
{
    m_scene->data.quote.reset();
    m_scene->mark(Change::Hover);
}

void PriceChart::setNow(Timestamp now)
{
    if (isPaused()) {
        m_scene->navigation.held.now = now;
        return;
    }
    const QString before = countdown(m_scene->data);
    m_scene->data.now = now;
    if (countdown(m_scene->data) != before)
        m_scene->mark(Change::Hover);
}

void PriceChart::setState(ChartState state, const QString &text, const QString &action)
{
    // Words that count down do not move the rest of the picture.
    const bool isSame = state == m_scene->state && text != m_scene->stateWords && !series().empty();
    m_scene->state = state;
    m_scene->stateWords = text;
    m_scene->stateAction = action;
    m_scene->mark(isSame ? Change::Hover : Change::All);
}

QString PriceChart::stateWords() const
{
    return m_scene->stateWords.isEmpty() ? charts::stateText(m_scene->state) : m_scene->stateWords;
}

QRectF PriceChart::stateActionArea() const
{
    for (const auto &spot : m_scene->navigation.spots)
        if (spot.target == ChartNavigation::Target::StateAction)
            return spot.area;
    return {};
}

ChartState PriceChart::state() const { return m_scene->state; }

void PriceChart::setTheme(const ChartTheme &theme)
{
    m_scene->theme = theme;
    m_scene->applyTheme();
}

const ChartTheme &PriceChart::theme() const { return m_scene->theme; }

void PriceChart::setCandleStyle(CandleStyle style)
{
    m_scene->data.style = style;
    m_scene->mark(Change::All);
}

CandleStyle PriceChart::candleStyle() const { return m_scene->data.style; }

void PriceChart::setGridVisible(bool isVisible)
{
    m_scene->isGridVisible = isVisible;
    m_scene->mark(Change::All);
}

bool PriceChart::isGridVisible() const { return m_scene->isGridVisible; }

void PriceChart::setVolumeVisible(bool isVisible)
{
    m_scene->isVolumeVisible = isVisible;
    m_scene->mark(Change::All);
}

bool PriceChart::isVolumeVisible() const { return m_scene->isVolumeVisible; }

void PriceChart::setQuoteLinesVisible(bool isVisible)
{
    m_scene->areQuoteLinesVisible = isVisible;
    m_scene->mark(Change::All);
}

bool PriceChart::areQuoteLinesVisible() const { return m_scene->areQuoteLinesVisible; }

void PriceChart::setCrosshairVisible(bool isVisible)
{
    m_scene->isCrosshairVisible = isVisible;
    m_scene->mark(Change::Hover);
}

bool PriceChart::isCrosshairVisible() const { return m_scene->isCrosshairVisible; }

BrainPlots &PriceChart::plots() { return m_scene->plots; }

void PriceChart::plotsChanged() { m_scene->mark(Change::All); }

QStringList PriceChart::legendText() const { return m_scene->legendText(); }

QStringList PriceChart::timeLabels() const
{
    QStringList texts;
    for (const auto &label : m_scene->labels())
        texts.append(label.text);
    return texts;
}

DrawingBoard &PriceChart::drawings() const { return *m_drawings; }

QString PriceChart::drawingAt(const QPoint &position) const
{
    const auto hit = m_drawingView->hitAt(position);
    return hit ? hit->id : QString();
}

void PriceChart::refresh() { m_scene->refresh(); }

QSize PriceChart::sizeHint() const
{
    const QFontMetrics metrics(font());
    return {metrics.averageCharWidth() * 110, metrics.height() * 30};
}

QSize PriceChart::minimumSizeHint() const
{
    const QFontMetrics metrics(font());
    return {metrics.averageCharWidth() * 24, metrics.height() * 8};
}

bool PriceChart::event(QEvent *event)
{
    // Keys of drawings win over menus, whose letters are the same, while the chart has the focus.
    if (event->type() == QEvent::ShortcutOverride
        && m_drawingView->key(*static_cast<QKeyEvent *>(event), true)) {
        event->accept();
        return true;
    }
    return QWidget::event(event);
}

void PriceChart::keyPressEvent(QKeyEvent *event)
{
    // A drawing tool in hand comes first, then lines of orders, then what is drawn.
    const bool isTaken = m_drawingView->isBusy()
        ? m_drawingView->key(*event) || m_trading->key(*event)
        : m_trading->key(*event) || m_drawingView->key(*event);
    if (!isTaken && !m_gestures->key(*event))
        QWidget::keyPressEvent(event);
}

void PriceChart::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::LanguageChange)
        m_scene->mark(Change::All);
}

bool PriceChart::eventFilter(QObject *watched, QEvent *event)
{
    const bool isTaken = m_drawingView->isBusy()
        ? m_drawingView->handle(*event) || m_trading->handle(*event)
        : m_trading->handle(*event) || m_drawingView->handle(*event);
    return isTaken || m_gestures->handle(*event) || QWidget::eventFilter(watched, event);
}

} // namespace agora::charts
