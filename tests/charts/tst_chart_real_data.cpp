// Charts of recorded prices: the excerpts that come along and, where AGORA_DATA_SAMPLES names a
// folder of real files, those too. Pictures go to <build>/chart-samples.
#include "charts/price_chart.h"

#include "engine/market/bar_builder.h"
#include "engine/market/csv_reader.h"
#include "tests/charts/samples.h"

#include <QDir>
#include <QImage>
#include <QLocale>
#include <QTest>

using namespace agora;
using namespace agora::charts;
using namespace agora::tests;

namespace {

struct Recorded {
    Period period = Period::minutes(1);
    std::vector<QuoteBar> bars;
};

/// A table of bars as it is, one of ticks as bars of a minute.
Result<Recorded> recorded(const std::filesystem::path &file)
{
    auto reader = CsvReader::open(file);
    if (!reader)
        return reader.failure();
    Recorded made;
    constexpr std::size_t everything = 10'000'000;
    if (!reader->isTicks()) {
        made.period = reader->period();
        const auto done = reader->readBars(everything, made.bars);
        return done ? Result<Recorded>(std::move(made)) : done.failure();
    }
    std::vector<Tick> ticks;
    if (const auto done = reader->readTicks(everything, ticks); !done)
        return done.failure();
    BarBuilder builder(made.period);
    for (const auto &tick : ticks) {
        builder.update(tick, [&](const QuoteBar &bar) {
            if (bar.isComplete())
                made.bars.push_back(bar);
        });
    }
    return made;
}

Instrument named(const char *base, const char *quote, int precision, int pipLocation)
{
    Instrument instrument;
    instrument.symbol = std::string(base) + "_" + quote;
    instrument.base = base;
    instrument.quote = quote;
    instrument.precision = precision;
    instrument.pipLocation = pipLocation;
    return instrument;
}

/// The rectangle around everything that is not background.
QRect inked(const QImage &image, QRgb background)
{
    QRect around;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x)
            if (image.pixel(x, y) != background)
                around |= QRect(x, y, 1, 1);
    return around;
}

/// The bars alone: nothing else is drawn within the plot.
QImage plotOf(PriceChart &chart)
{
    chart.refresh();
    return chart.picture().toImage().copy(chart.plotArea().toAlignedRect());
}

} // namespace

class TestChartRealData : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void recordedPricesAreDrawnWhole_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addColumn<bool>("isSample");
        QTest::addColumn<Instrument>("instrument");
        const auto pound = named("GBP", "USD", 5, -4);
        const auto euro = named("EUR", "USD", 5, -4);
        const auto row = [](const char *tag, const char *file, const Instrument &instrument) {
            QTest::newRow(tag) << QString::fromLatin1(file) << (tag[0] == 'r') << instrument;
        };
        row("excerpt of pounds", "fxcm-gbpusd-m1-bid-2012-excerpt.csv", pound);
        row("excerpt of yen", "truefx-usdjpy-ticks-2013.csv", named("USD", "JPY", 3, -2));
        row("excerpt of euros", "histdata-eurusd-quotes-2020-01-01.csv.gz", euro);
        row("real pounds", "fx/fxcm-gbpusd-m1-bid-2012.csv.gz", pound);
        row("real euros", "fx/eurusd-h1-2017-2018.csv.gz", euro);
        row("real shares", "equity/goog-daily-2004-2013.csv", named("GOOG", "USD", 2, 0));
        row("real months", "crypto/btcusd-monthly-2012-2024.csv", named("BTC", "USD", 2, 0));
        row("real futures", "crypto/btc-perp-1m-2022-01.csv.gz", named("BTC", "USDT", 1, 0));
    }

    void recordedPricesAreDrawnWhole()
    {
        QFETCH(QString, file);
        QFETCH(bool, isSample);
        QFETCH(Instrument, instrument);
        const auto samples = qEnvironmentVariable("AGORA_DATA_SAMPLES");
        if (isSample && samples.isEmpty())
            QSKIP("AGORA_DATA_SAMPLES names no folder of real files");
        const auto folder = isSample ? samples : QStringLiteral(AGORA_FIXTURES "/market");
        const auto read = recorded((folder + "/" + file).toStdString());
        QVERIFY2(read, read ? "" : read.error().message.c_str());
        QVERIFY(read->bars.size() > 10);
        PriceChart chart;
        chart.resize(1000, 560);
        chart.setInstrument(instrument);
        chart.setPeriod(read->period);
        chart.applyBars(read->bars, true);
        chart.setState(ChartState::Ready);
        QCOMPARE(chart.series().size(), read->bars.size());
        chart.setVisibleRange({-0.5, static_cast<double>(read->bars.size()) - 0.5});
        chart.setGridVisible(false);
        chart.setSessionBreaksVisible(false);
        chart.setLegendVisible(false);

        double low = read->bars.front().mid.low;
        double high = read->bars.front().mid.high;
        for (const auto &bar : read->bars) {
            low = std::min(low, bar.mid.low);
            high = std::max(high, bar.mid.high);
        }
        for (const auto style :
            {CandleStyle::Candles, CandleStyle::HollowCandles, CandleStyle::Bars}) {
            chart.setCandleStyle(style);
            const auto plot = plotOf(chart);
            const auto drawn = inked(plot, chart.theme().background.rgb());
            const auto [bottom, top] = chart.priceRange();
            const auto y = [&, at = top](double price) {
                return (at - price) / (at - bottom) * plot.height();
            };
            QVERIFY2(std::abs(drawn.top() - y(high)) <= 2, qPrintable(QString::number(y(high))));
            QVERIFY2(std::abs(drawn.bottom() - y(low)) <= 2, qPrintable(QString::number(y(low))));
            const double bar = plot.width() / static_cast<double>(read->bars.size());
            QVERIFY(drawn.left() <= bar + 1);
            QVERIFY(drawn.right() >= plot.width() - bar - 2);
        }
        for (const auto style : {CandleStyle::Line, CandleStyle::Area, CandleStyle::HeikinAshi}) {
            chart.setCandleStyle(style);
            const auto drawn = inked(plotOf(chart), chart.theme().background.rgb());
            QVERIFY(drawn.width() > 900 && drawn.height() > 300);
        }
        keep(chart);
    }

private:
    static void keep(PriceChart &chart)
    {
        chart.setCandleStyle(CandleStyle::Candles);
        chart.setGridVisible(true);
        chart.setSessionBreaksVisible(true);
        chart.setLegendVisible(true);
        IndicatorSetup average;
        average.key = "sma";
        QVERIFY(chart.addIndicator(average).hasValue());
        chart.refresh();
        QVERIFY(chart.timeLabels().size() >= 3);
        QVERIFY(chart.valueLabels().size() >= 3);
        const QDir folder(QStringLiteral(AGORA_BINARY_DIR "/chart-samples"));
        QVERIFY(folder.mkpath(QStringLiteral(".")));
        auto name = QString::fromLatin1(QTest::currentDataTag()).replace(u' ', u'-');
        QVERIFY(chart.savePicture(folder.filePath(name + ".png")).hasValue());
    }
};

QTEST_MAIN(TestChartRealData)
#include "tst_chart_real_data.moc"
