// Every state that a chart can be in, dark and light, at 100 % and at 200 %: pictures for people in
// <build>/chart-states, and what a machine can see of them.
#include "charts/axes_painter.h"
#include "charts/price_chart.h"

#include "tests/charts/samples.h"

#include <QDir>
#include <QImage>
#include <QLocale>
#include <QTest>

#include <functional>
#include <set>

using namespace agora;
using namespace agora::charts;
using namespace agora::tests;

namespace {

constexpr QSize usual(760, 420);
constexpr QSize narrow(276, 420);
constexpr QSize low(760, 150);
constexpr QSize smallest(276, 150);

struct State {
    const char *name;
    QSize size;
    std::function<void(PriceChart &)> arrange;
};

void fill(PriceChart &chart, const std::vector<QuoteBar> &bars)
{
    chart.setPeriod(Period::minutes(5));
    chart.applyBars(bars, true);
    chart.setState(ChartState::Ready);
    chart.setStatus(QStringLiteral("Live"), StatusTone::Good);
    const Bar last = chart.series()[0];
    const double half = 0.6 * chart.instrument().pip();
    chart.setQuote(last.close - half, last.close + half);
    chart.setNow(last.time + std::chrono::seconds(103));
}

void euros(PriceChart &chart, std::size_t bars)
{
    chart.setInstrument(euroDollar());
    fill(chart, sampleBars(20260115, bars));
}

void add(PriceChart &chart, std::initializer_list<const char *> keys)
{
    for (const auto *key : keys) {
        IndicatorSetup setup;
        setup.key = key;
        QVERIFY(chart.addIndicator(setup).hasValue());
    }
}

std::vector<QuoteBar> scaled(std::vector<QuoteBar> bars, double factor)
{
    for (auto &bar : bars)
        for (auto *side : {&bar.bid, &bar.ask, &bar.mid})
            for (double *price : {&side->open, &side->high, &side->low, &side->close})
                *price *= factor;
    return bars;
}

/// Sessions of a few hours with nothing between them, and a jump of the price in each gap.
std::vector<QuoteBar> withGaps()
{
    auto bars = sampleBars(4, 300);
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const auto session = static_cast<std::int64_t>(i / 60);
        bars[i].openTime += std::chrono::hours(20 * session);
        const double jump = 0.004 * static_cast<double>(session % 2);
        for (auto *side : {&bars[i].bid, &bars[i].ask, &bars[i].mid})
            for (double *price : {&side->open, &side->high, &side->low, &side->close})
                *price += jump;
    }
    return bars;
}

void dear(PriceChart &chart)
{
    Instrument instrument = euroDollar();
    instrument.symbol = "NIKKEI_MINI";
    instrument.base = "NIKKEI";
    instrument.quote = "JPY";
    instrument.precision = 1;
    instrument.pipLocation = 0;
    chart.setInstrument(instrument);
    fill(chart, scaled(sampleBars(8, 300), 12'345'678.9 / 1.085));
    add(chart, {"bollinger", "macd"});
}

void longNames(PriceChart &chart)
{
    Instrument instrument = euroDollar();
    instrument.symbol = "PERPETUAL.BTCUSDT-2026_TETHER";
    instrument.base = "PERPETUAL.BTCUSDT-2026";
    instrument.quote = "TETHER";
    chart.setInstrument(instrument);
    fill(chart, sampleBars(5, 300));
    IndicatorSetup formula;
    formula.key = "formula";
    QVERIFY(chart.addIndicator(formula).hasValue());
    add(chart, {"ichimoku", "bollinger"});
}

void compared(PriceChart &chart)
{
    euros(chart, 600);
    std::uint64_t seed = 5;
    for (const auto *symbol : {"GBP_USD", "XAU_USD", "USD_JPY"}) {
        QVERIFY(chart.addComparison(*findInstrument(symbol)));
        chart.applyComparisonBars(symbol, sampleBars(++seed, 600), true);
    }
    chart.setVisibleRange({300, 620});
}

void panes(PriceChart &chart)
{
    euros(chart, 600);
    chart.setVolumeVisible(true);
    chart.setVolumePlace(VolumePlace::Pane);
    chart.setSessionBreaksVisible(true);
    add(chart, {"sma", "rsi", "macd", "atr"});
}

void refused(PriceChart &chart)
{
    chart.setInstrument(euroDollar());
    chart.setState(ChartState::NoData,
        QStringLiteral("The feeder did not answer within 30 s: no MN bars of EUR_USD since "
                       "1999-01-01. It is asked for again in 16\u00a0s."),
        QStringLiteral("Ask Now (F5)"));
}

const State states[] = {
    {"none-loading", usual,
        [](PriceChart &chart) {
            chart.setInstrument(euroDollar());
            chart.setState(ChartState::Loading);
        }},
    {"none-no-data", usual,
        [](PriceChart &chart) {
            chart.setInstrument(euroDollar());
            chart.setState(ChartState::NoData,
                QStringLiteral("The engine knows no symbol “XXX_YYY”: it trades EUR_USD, GBP_USD "
                               "and eight others, see the Market Watch."));
        }},
    {"none-engine-gone", smallest,
        [](PriceChart &chart) {
            chart.setInstrument(euroDollar());
            chart.setState(ChartState::EngineGone);
        }},
    {"one-bar", usual, [](PriceChart &chart) { euros(chart, 1); }},
    {"three-bars", usual,
        [](PriceChart &chart) {
            euros(chart, 3);
            add(chart, {"sma", "rsi"});
        }},
    {"gaps", usual,
        [](PriceChart &chart) {
            chart.setInstrument(euroDollar());
            fill(chart, withGaps());
            chart.setSessionBreaksVisible(true);
            chart.setVisibleRange({0, 310});
        }},
    {"eight-digits", usual, dear},
    {"eight-digits-narrow", narrow, dear},
    {"five-panes", usual, panes},
    {"five-panes-narrow", narrow, panes},
    {"engine-gone", usual,
        [](PriceChart &chart) {
            euros(chart, 300);
            chart.setState(ChartState::EngineGone);
            chart.setStatus(QStringLiteral("Engine gone"), StatusTone::Bad);
        }},
    {"refused", usual, refused},
    {"refused-narrow", narrow, refused},
    {"stale", usual,
        [](PriceChart &chart) {
            euros(chart, 300);
            chart.setStatus(QStringLiteral("No price for 42 s"), StatusTone::Warning);
        }},
    {"market-closed", narrow,
        [](PriceChart &chart) {
            euros(chart, 300);
            chart.setState(ChartState::MarketClosed);
        }},
    {"paused", usual,
        [](PriceChart &chart) {
            euros(chart, 300);
            chart.setPaused(true);
            chart.setStatus(QStringLiteral("Paused"), StatusTone::Warning);
        }},
    {"paused-smallest", smallest,
        [](PriceChart &chart) {
            euros(chart, 300);
            chart.setPaused(true);
            chart.setStatus(QStringLiteral("Paused"), StatusTone::Warning);
        }},
    {"compared", usual, compared},
    {"compared-narrow", narrow, compared},
    {"logarithmic", usual,
        [](PriceChart &chart) {
            euros(chart, 300);
            chart.setScaleKind(ScaleKind::Logarithmic);
        }},
    {"percent", usual,
        [](PriceChart &chart) {
            euros(chart, 300);
            chart.setScaleKind(ScaleKind::Percent);
        }},
    {"inverted", usual,
        [](PriceChart &chart) {
            euros(chart, 300);
            chart.setScaleInverted(true);
        }},
    {"long-names", usual, longNames},
    {"long-names-narrow", narrow, longNames},
    {"low", low,
        [](PriceChart &chart) {
            euros(chart, 300);
            add(chart, {"rsi"});
        }},
    {"smallest", smallest, [](PriceChart &chart) { euros(chart, 300); }},
};

std::size_t colorCount(const QImage &image)
{
    std::set<QRgb> colors;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            colors.insert(image.pixel(x, y));
    return colors.size();
}

} // namespace

class TestChartStates : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void everyStateIsSeen_data()
    {
        QTest::addColumn<int>("index");
        QTest::addColumn<bool>("isDark");
        for (int i = 0; i < static_cast<int>(std::size(states)); ++i)
            for (const bool isDark : {true, false})
                QTest::addRow("%s-%s", states[i].name, isDark ? "dark" : "light") << i << isDark;
    }

    void everyStateIsSeen()
    {
        QFETCH(int, index);
        QFETCH(bool, isDark);
        const auto &state = states[index];
        PriceChart chart;
        chart.resize(state.size);
        chart.setTheme(isDark ? ChartTheme::dark() : ChartTheme::light());
        state.arrange(chart);
        chart.show();
        QTRY_VERIFY_WITH_TIMEOUT(chart.areIndicatorsReady(), 30'000);
        chart.refresh();
        const auto once = chart.grab().toImage(); // with banners and the status
        QCOMPARE(once.deviceIndependentSize().toSize(), state.size);
        QVERIFY(colorCount(once) > 4);
        const QRectF whole(QPointF(0, 0), state.size);
        for (int pane = 0; pane < chart.paneCount(); ++pane)
            QVERIFY(whole.contains(chart.plotArea(pane)));
        if (!chart.series().empty()) {
            QVERIFY(chart.plotArea().width() > state.size.width() / 2);
            QVERIFY(!chart.valueLabels().isEmpty());
        } else { // no sentence is cut by the edges
            const auto edge = [&](int x) {
                for (int y = 1; y < once.height(); ++y)
                    if (once.pixel(x, y) != once.pixel(x, 0))
                        return false;
                return true;
            };
            QVERIFY(edge(0) && edge(once.width() - 1));
        }
        const QDir folder(QStringLiteral(AGORA_BINARY_DIR "/chart-states"));
        QVERIFY(folder.mkpath(QStringLiteral(".")));
        const auto name = folder.filePath(QString::fromLatin1(QTest::currentDataTag())
            + qEnvironmentVariable("AGORA_PICTURE_SUFFIX") + ".png");
        QVERIFY(once.save(name));
    }

    // What is read does not run over the scale, however long its name.
    void longNamesAreShortened()
    {
        PriceChart chart;
        chart.resize(narrow);
        longNames(chart);
        chart.refresh();
        const auto axis = [&](PriceChart &seen) {
            const auto image = seen.picture().toImage();
            const int left = qCeil(seen.plotArea().right()) + 1;
            return image.copy(left, 0, image.width() - left, image.height());
        };
        const auto named = axis(chart);
        chart.setLegendVisible(false);
        chart.refresh();
        QVERIFY(named == axis(chart));
    }

    // However few bars there are, the axis says when they are.
    void oneBarSaysItsTime()
    {
        PriceChart chart;
        chart.resize(usual);
        chart.setInstrument(euroDollar());
        auto bars = sampleBars(20260115, 2);
        bars.erase(bars.begin()); // the other opens at no edge of the axis
        fill(chart, bars);
        chart.refresh();
        QCOMPARE(chart.timeLabels(), QStringList{"2026-01-12 00:05"});
    }

    // Tags of prices that lie close to one another keep the order of the prices, none covers
    // another, and that of the last price stays where it belongs.
    void tagsKeepTheOrderOfTheirPrices()
    {
        QImage device(10, 10, QImage::Format_RGB32);
        const AxisSizes sizes(QFont(), &device);
        for (const bool isInverted : {false, true}) {
            PaneFrame frame;
            frame.map.rect = QRectF(0, 0, 300, 400);
            frame.map.low = 1.0;
            frame.map.high = 2.0;
            frame.map.isInverted = isInverted;
            frame.axis = QRectF(300, 0, 60, 400);
            const std::vector<double> prices{
                1.5, 1.502, 1.501, 1.498, 1.499, 1.503, 1.01, 1.005, 1.001, 1.99, 1.999, 3.0};
            std::vector<AxisTag> tags;
            for (const double price : prices)
                tags.push_back({price, {QString::number(price)}, Qt::red});
            tags.front().lines.append(QStringLiteral("04:12"));
            const auto places = placedTags(frame, tags, sizes);
            QCOMPARE(places.size(), tags.size());
            QVERIFY(std::abs(places[0].top() + sizes.tagHeight / 2 - 200) <= 1);
            QVERIFY(places.back().isEmpty()); // out of view
            for (std::size_t a = 0; a + 1 < places.size(); ++a) {
                QVERIFY(frame.axis.contains(places[a]));
                for (std::size_t b = 0; b < a; ++b) {
                    QVERIFY(!places[a].intersects(places[b]));
                    QCOMPARE(
                        places[a].top() < places[b].top(), (prices[a] > prices[b]) != isInverted);
                }
            }
        }
    }
};

QTEST_MAIN(TestChartStates)
#include "tst_chart_states.moc"
