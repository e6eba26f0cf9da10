#pragma once

#include "charts/chart_theme.h"
#include "charts/chart_types.h"
#include "charts/navigation_types.h"

#include "engine/base/zone.h"
#include "engine/model/bar_edges.h"
#include "engine/model/bar_series.h"
#include "engine/model/instrument.h"

#include <QPixmap>
#include <QRectF>
#include <QStringList>
#include <QWidget>

#include <memory>
#include <span>

namespace agora::charts {

class BrainPlots;
class ChartGestures;
class ChartScene;
class DrawingBoard;
class DrawingView;
class ChartTrading;

/// Candles of one series with indicators, trades and prices on top. It knows no bus and no clock:
/// everything is handed in.
///
/// Setters only mark what changed; the picture follows within 25 ms, or at once with `refresh()`,
/// which an application may call once a frame. The drawing cost depends on the pixels, not on the
/// number of bars.
class PriceChart final : public QWidget {
    Q_OBJECT

public:
    explicit PriceChart(QWidget *parent = nullptr);
    ~PriceChart() override;

    /// Another instrument or period empties the chart and shows "loading".
    void setInstrument(const Instrument &instrument);
    void setPeriod(Period period);
    [[nodiscard]] const Instrument &instrument() const;
    [[nodiscard]] Period period() const;

    /// Takes a copy of the series, with its symbol, period and side.
    void setSeries(const BarSeries &series);
    /// Ascending by time. With `snapshot` all bars so far are forgotten first. Bars with a price
    /// that is not a number are left out.
    void applyBars(std::span<const QuoteBar> bars, bool snapshot);
    /// A long snapshot in parts, so that none of them takes long: what is shown stays until
    /// `showStaged`, which keeps the same bars in view.
    void stageBars(std::span<const QuoteBar> bars, bool begin);
    void showStaged();
    [[nodiscard]] const BarSeries &series() const;

    /// Which side's bars are drawn (mid at first). The chart holds one side only: a change empties
    /// it and asks for a new snapshot with `historyNeeded`.
    void setPriceSide(PriceSide side);
    [[nodiscard]] PriceSide priceSide() const;
    void setQuote(double bid, double ask);
    void clearQuote();
    /// Market time, for the countdown to the close of the bar.
    void setNow(Timestamp now);

    /// `text` replaces the usual words; empty = the usual ones. `action` names what a click there
    /// asks for with `stateActionRequested`; empty = nothing.
    void setState(ChartState state, const QString &text = {}, const QString &action = {});
    [[nodiscard]] QString stateWords() const; ///< as they are shown, without the action
    /// Where that is, in the coordinates of the chart; empty when it is not shown.
    [[nodiscard]] QRectF stateActionArea() const;
    [[nodiscard]] ChartState state() const;

    void setTheme(const ChartTheme &theme);
    [[nodiscard]] const ChartTheme &theme() const;
    void setCandleStyle(CandleStyle style);
    [[nodiscard]] CandleStyle candleStyle() const;
    void setGridVisible(bool isVisible);
    [[nodiscard]] bool isGridVisible() const;
    void setVolumeVisible(bool isVisible);
    [[nodiscard]] bool isVolumeVisible() const;
    void setQuoteLinesVisible(bool isVisible);
    [[nodiscard]] bool areQuoteLinesVisible() const;
    void setCrosshairVisible(bool isVisible);
    [[nodiscard]] bool isCrosshairVisible() const;

    /// Returns the id. An unknown key or a bad parameter is an error and changes nothing.
    Result<QString> addIndicator(const IndicatorSetup &setup);
    /// Replaces the indicator with the same id, in its place.
    Result<void> modifyIndicator(const IndicatorSetup &setup);
    /// All at once, in this order: what has the id of one that is there is changed in its place, so
    /// that its pane and scale stay. An error changes nothing.
    Result<void> setIndicators(std::vector<IndicatorSetup> setups);
    /// False when there is none of that id. Those that it fed go on with what they were fed by.
    bool removeIndicator(const QString &id);
    void clearIndicators();
    /// Indicators of a very long series are computed over several frames.
    [[nodiscard]] bool areIndicatorsReady() const;
    [[nodiscard]] std::vector<IndicatorSetup> indicators() const;
    /// One value an output at the bar counted from the oldest (NaN = undefined); empty for an
    /// unknown id or bar.
    [[nodiscard]] std::vector<double> indicatorValues(const QString &id, std::size_t bar) const;
    /// What its outputs are drawn with where the setup names no colour; it need not be on the
    /// chart.
    [[nodiscard]] std::vector<QColor> usualColors(const IndicatorSetup &setup) const;
    /// Panes besides that of the price, from the top: ids of the indicators they are called after.
    [[nodiscard]] QStringList indicatorPanes() const;
    [[nodiscard]] QString paneOfIndicator(const QString &id) const; ///< empty = the price
    /// One colour an output, as drawn; empty for an unknown id.
    [[nodiscard]] std::vector<QColor> indicatorColors(const QString &id) const;

    // Other symbols over the price, by time.

    /// Draws the closes of another symbol; its bars are to be handed in, of the chart's own period
    /// and side, and again after those have changed. The first one switches the scale to percent.
    /// An invalid colour is the theme's. False when the symbol is there already.
    bool addComparison(const Instrument &instrument, const QColor &color = {});
    /// As `applyBars`; without effect for a symbol that is not compared.
    void applyComparisonBars(
        const std::string &symbol, std::span<const QuoteBar> bars, bool snapshot);
    /// The last one to go switches the scale back.
    bool removeComparison(const std::string &symbol);
    void clearComparisons();
    [[nodiscard]] std::vector<ComparedSymbol> comparisons() const;
    /// Of each, at the bar counted from the oldest.
    [[nodiscard]] std::vector<ComparedValue> comparisonValues(std::size_t bar) const;
    /// How far the own price has come since the left edge; nothing unless the scale counts percent.
    [[nodiscard]] std::optional<double> percentAt(std::size_t bar) const;
    /// Symbol whose legend or line lies at that point; empty when there is none.
    [[nodiscard]] QString comparisonAt(const QPoint &position) const;

    // What is shown besides the bars, and in which zone

    /// Dotted line and tag of the newest price; the countdown stands in that tag.
    void setLastPriceVisible(bool isVisible);
    [[nodiscard]] bool isLastPriceVisible() const;
    void setCountdownVisible(bool isVisible);
    [[nodiscard]] bool isCountdownVisible() const;
    /// Hidden lines of orders and positions cannot be dragged either.
    void setOrdersVisible(bool isVisible);
    [[nodiscard]] bool areOrdersVisible() const;
    void setTradesVisible(bool isVisible);
    [[nodiscard]] bool areTradesVisible() const;
    void setSignalsVisible(bool isVisible);
    [[nodiscard]] bool areSignalsVisible() const;
    /// Zone of the time axis and the read-outs; UTC at first.
    void setZone(const Zone &zone);
    [[nodiscard]] const Zone &zone() const;
    /// As the corner of the time axis names it: `New York UTC−4`; empty without bars.
    [[nodiscard]] QString zoneText() const;
    [[nodiscard]] QRectF zoneArea() const; ///< of that corner
    [[nodiscard]] bool isTimeAxisAt(const QPoint &position) const;
    void setSessionBreaks(SessionBreaks breaks);
    [[nodiscard]] SessionBreaks sessionBreaks() const;
    /// Open times of the bars before which a break is drawn.
    [[nodiscard]] std::vector<Timestamp> sessionBreakTimes() const;
    /// A free scale from `low` to `high`; ignored unless low < high.
    void setPriceRange(double low, double high);

    void setTradeMarkers(std::vector<TradeMarker> markers);
    void setSignalMarkers(std::vector<SignalMarker> markers);
    void setPriceLines(std::vector<PriceLine> lines);
    /// What the mouse does to lines of orders, and the wishes that come of it.
    [[nodiscard]] ChartTrading &trading() { return *m_trading; }
    /// Lines that brains draw. Call `plotsChanged` after a change.
    [[nodiscard]] BrainPlots &plots();
    void plotsChanged();

    /// The newest bar stays in view as bars come. Panning away from it switches this off, returning
    /// switches it on.
    void setAutoScroll(bool isOn);
    [[nodiscard]] bool isAutoScroll() const;
    /// Empty room to the right of the newest bar, as a share of the width (0 to 0.5).
    void setRightMargin(double share);
    [[nodiscard]] VisibleRange visibleRange() const;
    void setVisibleRange(VisibleRange range);
    void zoomIn();
    void zoomOut();
    void scrollBars(double bars); ///< positive = to newer bars
    void scrollToStart();
    void scrollToEnd();
    void showTime(Timestamp at); ///< brings the bar of that instant to the middle
    /// Price at the bottom and at the top of the price pane.
    [[nodiscard]] std::pair<double, double> priceRange() const;
    /// Off when the user has dragged the price axis; a double click on the axis or this brings it
    /// back.
    void setAutoPriceScale(bool isOn);
    [[nodiscard]] bool isAutoPriceScale() const;

    // Scales and panes. Pane 0 is the price, wherever the user has put it.

    /// A logarithmic scale of prices that reach zero is drawn linear, and the legend says so.
    /// Percent is of the price pane only. Unknown panes are ignored.
    void setScaleKind(ScaleKind kind, int pane = 0);
    [[nodiscard]] ScaleKind scaleKind(int pane = 0) const;
    /// High prices at the bottom.
    void setScaleInverted(bool isInverted, int pane = 0);
    [[nodiscard]] bool isScaleInverted(int pane = 0) const;
    /// What a scale says, from its low end to its high one.
    [[nodiscard]] QStringList valueLabels(int pane = 0) const;
    /// The read-outs at the top left of every pane.
    void setLegendVisible(bool isVisible);
    [[nodiscard]] bool isLegendVisible() const;
    void setVolumePlace(VolumePlace place);
    [[nodiscard]] VolumePlace volumePlace() const;
    /// Dotted lines where trading days begin (weeks or months where days lie too close).
    void setSessionBreaksVisible(bool isVisible);
    [[nodiscard]] bool areSessionBreaksVisible() const;
    /// When trading days begin; 17:00 New York at first. Closes of bars are counted from it, too.
    void setDayAnchor(const DayAnchor &anchor);
    /// The price pane, volume if it has one, and one for every visible indicator with a scale of
    /// its own.
    [[nodiscard]] int paneCount() const;
    /// Heights in device-independent pixels by pane; 0 for one that another hides.
    [[nodiscard]] std::vector<int> paneHeights() const;
    /// Where the bars of a pane are drawn, in the coordinates of the chart; empty when hidden.
    [[nodiscard]] QRectF plotArea(int pane = 0) const;
    [[nodiscard]] int paneAt(const QPoint &position) const; ///< −1 when there is none
    /// Heights and order from the top, to be saved and set again (before the indicators are added,
    /// too).
    [[nodiscard]] std::vector<PaneShare> paneLayout() const;
    void setPaneLayout(const std::vector<PaneShare> &layout);
    /// One pane fills the chart, until `restorePanes`, a double click in it, or its end.
    void maximizePane(int pane);
    void restorePanes();
    [[nodiscard]] int maximizedPane() const; ///< −1 when all are shown
    /// Exchanges a pane with the one above or below it; false when there is none.
    bool movePane(int pane, bool down);
    void resetPaneHeights();
    /// Indicator whose name or line lies at that point of the chart, for menus; empty when there is
    /// none.
    [[nodiscard]] QString indicatorAt(const QPoint &position) const;
    /// What stands at the top left of every pane, one line an entry.
    [[nodiscard]] QStringList legendText() const;
    /// Labels of the time axis, left to right.
    [[nodiscard]] QStringList timeLabels() const;

    // Drawings

    /// What the user draws on the chart: tools, selection, undo.
    [[nodiscard]] DrawingBoard &drawings() const;
    /// The drawing at that point of the chart; empty when there is none.
    [[nodiscard]] QString drawingAt(const QPoint &position) const;

    // Navigation

    /// Paused, the picture stands still while bars and quotes go on arriving; it can still be
    /// moved. Going live shows all of them and the newest bar. Orders and trades are never held
    /// back. A banner says it; a click on it or Space ends it. Another instrument, period or side
    /// does too.
    void setPaused(bool isPaused);
    [[nodiscard]] bool isPaused() const;
    /// Bars that came in the pause.
    [[nodiscard]] int heldBars() const;
    /// The next drag draws a box to zoom into; Esc gives it up. The middle button does it at once.
    void startBoxZoom();
    void zoomTo(VisibleRange range, double lowPrice, double highPrice);
    /// The newest bars at the usual width, every scale automatic.
    void resetView();
    [[nodiscard]] double rightMargin() const;
    void setWheelAction(WheelAction action);
    [[nodiscard]] WheelAction wheelAction() const;
    /// Bar of the read-outs, counted from the oldest: under the mouse, else the newest; none
    /// without bars.
    [[nodiscard]] std::optional<std::size_t> readBar() const;
    /// Where the mouse is; nothing when it is elsewhere.
    [[nodiscard]] std::optional<CrosshairPoint> crosshair() const;
    /// Shows the crosshair of another chart while the mouse is not on this one.
    void setLinkedCrosshair(const std::optional<CrosshairPoint> &point);
    [[nodiscard]] std::optional<CrosshairPoint> linkedCrosshair() const;
    /// A few words at the upper right, such as `Live`; empty = none.
    void setStatus(const QString &words, StatusTone tone);
    [[nodiscard]] QString status() const;

    // Pictures: without the mouse, the status and the banners

    /// Draws into `target` of a page, picture or file; `theme` replaces the colours. False when the
    /// device cannot be drawn on.
    [[nodiscard]] bool draw(
        QPaintDevice &device, const QRectF &target, const ChartTheme *theme = nullptr);

    /// Draws now whatever has changed.
    void refresh();
    /// The chart as a picture, `scale` pixels for each of the screen's.
    [[nodiscard]] QPixmap picture(double scale = 1.0);
    /// PNG, SVG (as lines and letters), or what the file's ending says.
    Result<void> savePicture(const QString &file, double scale = 1.0);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void historyNeeded();
    void visibleRangeChanged();
    void autoScrollChanged(bool isOn);
    void pausedChanged(bool isPaused);
    /// The mouse moved to another place of the plot, or left it.
    void crosshairMoved();
    void indicatorsChanged();
    void comparisonsChanged();
    /// A double click on the name of an indicator.
    void indicatorActivated(const QString &id);
    /// A click on what `setState` offers.
    void stateActionRequested();
    /// A click on the zone in the corner of the time axis.
    void zoneMenuRequested(const QPoint &at);
    /// Time and prices under the mouse, for a status bar; empty when it left.
    void hoverTextChanged(const QString &text);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showNewPeriod();

    std::unique_ptr<ChartScene> m_scene; // hides how the picture is made
    std::unique_ptr<ChartGestures> m_gestures;
    std::unique_ptr<DrawingBoard> m_drawings;
    std::unique_ptr<DrawingView> m_drawingView;
    std::unique_ptr<ChartTrading> m_trading;
};

} // namespace agora::charts
