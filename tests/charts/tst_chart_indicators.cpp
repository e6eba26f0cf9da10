#include "charts/indicator_links.h"
#include "charts/indicator_set.h"

#include "indicators/formula.h"
#include "tests/charts/indicator_samples.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTest>

using namespace agora;
using namespace agora::charts;
using namespace agora::tests;

namespace {

/// Everything that can be set, set.
IndicatorSetup dressedSetup()
{
    auto setup = setupOf("macd", {{"fast", std::int64_t(5)}});
    setup.id = "macd-7";
    setup.input = "high";
    setup.colors = {QColor("#112233"), QColor(), QColor("#ff8800")};
    setup.widths = {2.5, 0, 1};
    setup.looks
        = {{OutputStyle::Area, Qt::DashLine, {}, true}, {OutputStyle::Usual, Qt::DotLine, {}, false},
            {OutputStyle::Histogram, Qt::SolidLine, QColor("#ff0000"), true}};
    setup.levels = {{0.5, "upper", QColor("#00ff00"), Qt::DotLine}, {-0.5, {}, {}, Qt::DashLine}};
    setup.fill = {false, true, QColor("#010203"), QColor("#040506"), 33};
    setup.pane = PanePlace::With;
    setup.paneOf = "rsi-1";
    setup.periods.from = Period::minutes(5);
    setup.periods.to = Period::hours(4);
    setup.name = "Mein MACD";
    setup.isVisible = false;
    setup.inputLink = InputLink{"sma-1", "value"};
    setup.unknown = {{"glow", QJsonArray{1, 2}}};
    return setup;
}

QString legend(const PriceChart &chart) { return chart.legendText().join('\n'); }

} // namespace

class TestChartIndicators final : public QObject {
    Q_OBJECT

private slots:
    // JSON

    void everythingThatIsSetSurvivesJson()
    {
        const auto setup = dressedSetup();
        const auto text = QJsonDocument(toJson(setup)).toJson();
        const auto back = indicatorFromJson(QJsonDocument::fromJson(text).object());
        QVERIFY2(back, back ? "" : back.error().message.c_str());
        QVERIFY(*back == setup);
        QCOMPARE(QJsonDocument(toJson(*back)).toJson(), text);
    }

    void everyEntryOfTheCatalogueSurvivesJson()
    {
        for (const auto &info : indicators::catalog()) {
            auto setup = setupOf(info.key.c_str());
            setup.colors.resize(info.outputs.size());
            setup.widths.resize(info.outputs.size());
            setup.looks.resize(info.outputs.size());
            for (std::size_t i = 0; i < info.outputs.size(); ++i) {
                setup.colors[i] = QColor::fromRgb(static_cast<QRgb>(0x102030 * (i + 1)));
                setup.looks[i].dash = Qt::DotLine;
            }
            const auto back = indicatorFromJson(toJson(setup));
            QVERIFY2(back && *back == setup, info.key.c_str());
        }
    }

    void damagedJsonIsOneSentenceWithFieldAndValue_data()
    {
        QTest::addColumn<QByteArray>("change");
        QTest::addColumn<QStringList>("said");
        QTest::newRow("key") << QByteArray(R"({"key": "smaa"})") << QStringList{"key", "\"smaa\""};
        QTest::newRow("no key") << QByteArray(R"({})") << QStringList{"key"};
        QTest::newRow("flag") << QByteArray(R"({"key": "rsi", "visible": "yes"})")
                              << QStringList{"visible", "\"yes\"", "true or false"};
        QTest::newRow("color") << QByteArray(
            R"({"key": "rsi", "outputs": {"value": {"color": "reddish"}}})")
                               << QStringList{"outputs.value.color", "\"reddish\""};
        QTest::newRow("output") << QByteArray(R"({"key": "rsi", "outputs": {"signal": {}}})")
                                << QStringList{"outputs", "signal"};
        QTest::newRow("plot") << QByteArray(
            R"({"key": "rsi", "outputs": {"value": {"plot": "stars"}}})")
                              << QStringList{"plot", "\"stars\"", "histogram"};
        QTest::newRow("level") << QByteArray(
            R"({"key": "rsi", "levels": [{"value": 1}, {"text": "x"}]})")
                               << QStringList{"levels[2].value"};
        QTest::newRow("period") << QByteArray(
            R"({"key": "rsi", "periods": {"only": ["M5", "Q3"]}})")
                                << QStringList{"periods.only", "Q3"};
        QTest::newRow("parameter")
            << QByteArray(R"({"key": "rsi", "parameters": {"period": -4}})") << QStringList{"-4"};
        QTest::newRow("unknown parameter")
            << QByteArray(R"({"key": "rsi", "parameters": {"length": 4}})")
            << QStringList{"length"};
        QTest::newRow("nested") << QByteArray(R"({"key": "rsi", "parameters": {"period": [1]}})")
                                << QStringList{"parameters", "[1]"};
        QTest::newRow("input") << QByteArray(R"j({"key": "rsi", "input": "emma(5)"})j")
                               << QStringList{"emma(5)", "Column 1"};
        QTest::newRow("opacity") << QByteArray(R"({"key": "rsi", "fill": {"opacity": 200}})")
                                 << QStringList{"fill.opacity", "200", "between 0 and 100"};
    }
    void damagedJsonIsOneSentenceWithFieldAndValue()
    {
        QFETCH(QByteArray, change);
        QFETCH(QStringList, said);
        const auto read = indicatorFromJson(QJsonDocument::fromJson(change).object());
        QVERIFY(!read);
        for (const QString &part : said)
            QVERIFY2(QString::fromStdString(read.error().message).contains(part),
                read.error().message.c_str());
    }

    void randomJsonNeverEndsTheProgram()
    {
        Random random(77);
        const QByteArray whole = QJsonDocument(toJson(dressedSetup())).toJson();
        for (int round = 0; round < 3'000; ++round) {
            QByteArray text = whole;
            for (int change = 0; change < 3; ++change) {
                const auto at
                    = static_cast<qsizetype>(random.below(static_cast<std::uint64_t>(text.size())));
                text[at] = static_cast<char>(32 + random.below(95));
            }
            const auto read = indicatorFromJson(QJsonDocument::fromJson(text).object());
            QVERIFY(read || !read.error().message.empty());
        }
    }

    // Links

    void whatFeedsAnotherIsFollowed()
    {
        auto chart = sampleChart();
        const auto source = *chart->addIndicator(setupOf("rsi"));
        auto average = setupOf("sma", {{"period", std::int64_t(3)}});
        average.input = callText(
            *indicators::findIndicator("rsi"), chart->indicators().front().parameters, 0);
        linkInputs(average, chart->indicators());
        QVERIFY(average.inputLink && average.inputLink->id == source);
        const auto fed = *chart->addIndicator(average);
        QCOMPARE(chart->paneOfIndicator(fed), source); // an average of RSI is no price
        const double before = chart->indicatorValues(fed, 399).at(0);
        auto faster = chart->indicators().front();
        faster.parameters["period"] = std::int64_t(5);
        QVERIFY(chart->modifyIndicator(faster));
        double mean = 0;
        for (const std::size_t bar : {397U, 398U, 399U})
            mean += chart->indicatorValues(source, bar).at(0) / 3;
        QVERIFY(std::abs(chart->indicatorValues(fed, 399).at(0) - mean) < 1e-9);
        QVERIFY(std::abs(mean - before) > 1e-6);

        QVERIFY(chart->removeIndicator(source)); // it goes on with an own copy
        QVERIFY(QString::fromStdString(chart->indicators().front().input).contains("5"));
        QVERIFY(!chart->indicators().front().inputLink);
        QVERIFY(std::abs(chart->indicatorValues(fed, 399).at(0) - mean) < 1e-9);
        QCOMPARE(chart->paneOfIndicator(fed), fed);
        QCOMPARE(chart->paneCount(), 2);
    }

    void aCircleOfInputsIsRefused()
    {
        auto chart = sampleChart();
        auto one = setupOf("sma");
        one.id = "one";
        one.inputLink = InputLink{"two", "value"};
        auto two = setupOf("ema");
        two.id = "two";
        two.inputLink = InputLink{"one", "value"};
        const auto done = chart->setIndicators({one, two});
        QVERIFY(!done);
        QVERIFY(QString::fromStdString(done.error().message).contains("feed itself"));
        QVERIFY(chart->indicators().empty());
        one.inputLink = InputLink{"one", "value"};
        QVERIFY(!chart->addIndicator(one));
    }

    void copiesOfASetFeedEachOther()
    {
        auto source = setupOf("rsi");
        source.id = "rsi-1";
        auto fed = setupOf("sma");
        fed.id = "sma-1";
        fed.inputLink = InputLink{"rsi-1", "value"};
        fed.pane = PanePlace::With;
        fed.paneOf = "rsi-1";
        const auto copies = withFreshIds({source, fed}, {source, fed});
        QCOMPARE(copies[0].id, QString("rsi-2"));
        QCOMPARE(copies[1].id, QString("sma-2"));
        QCOMPARE(copies[1].inputLink->id, copies[0].id);
        QCOMPARE(copies[1].paneOf, copies[0].id);
    }

    // The set

    void changingInPlaceKeepsPaneHeightAndOrder()
    {
        auto chart = sampleChart();
        const auto rsi = *chart->addIndicator(setupOf("rsi"));
        const auto macd = *chart->addIndicator(setupOf("macd"));
        chart->show();
        chart->refresh();
        const auto shares = chart->paneHeights();
        QWidget *plot = chart->childAt(300, 200);
        QTest::mousePress(plot, Qt::LeftButton, {}, {300, shares[0] + 2});
        QMouseEvent move(QEvent::MouseMove, QPointF(300, shares[0] - 58),
            plot->mapToGlobal(QPointF(300, shares[0] - 58)), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(plot, &move);
        QTest::mouseRelease(plot, Qt::LeftButton, {}, {300, shares[0] - 58});
        chart->refresh();
        const auto dragged = chart->paneHeights();
        QVERIFY(dragged[1] > shares[1] + 40);
        auto changed = chart->indicators();
        changed[0].parameters["period"] = std::int64_t(21);
        changed[0].levels = {{50, "middle", {}, Qt::SolidLine}};
        QSignalSpy told(chart.get(), &PriceChart::indicatorsChanged);
        QVERIFY(chart->setIndicators(changed));
        QCOMPARE(told.size(), 1);
        chart->refresh();
        QCOMPARE(chart->paneHeights(), dragged);
        QCOMPARE(chart->indicatorPanes(), (QStringList{rsi, macd}));
        QVERIFY(legend(*chart).contains("RSI 21"));

        auto two = chart->indicators();
        two.push_back(two.front()); // the same id twice
        QVERIFY(!chart->setIndicators(two));
        QCOMPARE(chart->indicators().size(), std::size_t(2));
    }

    void onlyTheLookChangesWithoutComputing()
    {
        IndicatorSet set;
        const auto id = *set.add(setupOf("sma"));
        const auto bars = sampleBars(3, 3'000);
        BarSeries series("EUR_USD", Period::minutes(5), PriceSide::Mid);
        for (const auto &bar : bars)
            series.apply(bar);
        const auto columns = indicators::BarColumns::of(series);
        set.update(columns, series.period(), 0);
        auto look = set.find(id)->setup();
        look.colors = {QColor(Qt::red)};
        QVERIFY(set.modify(look));
        QVERIFY(!set.isCalculating());
        QVERIFY(std::isfinite(set.find(id)->valuesAt(2'999).at(0)));
        look.parameters["period"] = std::int64_t(50);
        QVERIFY(set.modify(look));
        QVERIFY(set.isCalculating());
        QVERIFY(std::isfinite(set.find(id)->valuesAt(2'999).at(0))); // of before, until it is done
    }

    /// In pieces, over a correction and with live bars in between: the same as all at once.
    void computingInPiecesGivesTheSame()
    {
        const auto bars = sampleBars(8, 6'000);
        Random random(9);
        for (const char *key : {"ema", "ichimoku", "zigzag", "cdlengulfing"}) {
            BarSeries series("EUR_USD", Period::minutes(5), PriceSide::Mid);
            for (std::size_t i = 0; i < 5'000; ++i)
                series.apply(bars[i]);
            IndicatorSet set;
            const auto id = *set.add(setupOf(key));
            std::size_t live = 5'000;
            std::size_t from = 0;
            int rounds = 0;
            do {
                int pieces = static_cast<int>(random.below(3));
                set.update(indicators::BarColumns::of(series), series.period(), from,
                    [&] { return pieces-- > 0; });
                series.apply(bars[live++]);
                from = series.size() - 1;
                ++rounds;
            } while (set.isCalculating());
            QVERIFY(rounds > 2);
            set.update(indicators::BarColumns::of(series), series.period(), from);
            const auto whole = (*indicators::make(key))->compute(series);
            const auto *layer = set.find(id);
            const auto &outputs = layer->info().outputs;
            for (std::size_t bar = 200; bar + 200 < series.size(); bar += 7)
                for (std::size_t i = 0; i < outputs.size(); ++i) {
                    const double drawn = layer->valuesAt(bar).at(i);
                    const double known = whole[i][static_cast<std::size_t>(
                        static_cast<std::int64_t>(bar) - outputs[i].shift)];
                    QVERIFY2(std::abs(drawn - known) <= 1e-12 * std::abs(known)
                            || (std::isnan(drawn) && std::isnan(known)),
                        key);
                }
        }
    }

    void aLongSeriesDoesNotHoldUpTheWindow()
    {
        auto chart = std::make_unique<PriceChart>();
        chart->resize(900, 600);
        chart->setInstrument(euroDollar());
        chart->applyBars(sampleBars(5, 400'000), true);
        chart->refresh();
        auto slow = setupOf("formula");
        slow.parameters["expression"]
            = std::string("ema(ema(ema(ema(close, 9), 9), 9), 9) - ht_sine(close).sine");
        if (!makeInstance(slow))
            slow.parameters["expression"] = std::string("ema(ema(ema(ema(close, 9), 9), 9), 9)");
        const auto id = *chart->addIndicator(slow);
        chart->show();
        QTRY_VERIFY_WITH_TIMEOUT(chart->areIndicatorsReady(), 60'000);
        QVERIFY(std::isfinite(chart->indicatorValues(id, 399'999).at(0)));
    }

    // Panes

    void panesCanBeChosen()
    {
        auto chart = sampleChart();
        const auto rsi = *chart->addIndicator(setupOf("rsi"));
        auto atr = setupOf("atr");
        atr.pane = PanePlace::With;
        atr.paneOf = rsi;
        const auto shared = *chart->addIndicator(atr);
        QCOMPARE(chart->paneCount(), 2);
        QCOMPARE(chart->paneOfIndicator(shared), rsi);
        auto average = setupOf("sma");
        average.pane = PanePlace::Own;
        const auto own = *chart->addIndicator(average);
        QCOMPARE(chart->indicatorPanes(), (QStringList{rsi, own}));

        chart->refresh();
        const auto range = chart->priceRange();
        auto over = chart->indicators().front();
        over.pane = PanePlace::Price; // RSI over the price has a scale of its own
        QVERIFY(chart->modifyIndicator(over));
        chart->refresh();
        QCOMPARE(chart->paneOfIndicator(rsi), QString());
        QCOMPARE(chart->priceRange(), range);
        QVERIFY(chart->removeIndicator(own));
        QVERIFY(chart->removeIndicator(rsi)); // whose pane was shared: the other keeps one
        QCOMPARE(chart->paneOfIndicator(shared), shared);
    }

    void hiddenAndOfOtherPeriodsStayInTheLegend()
    {
        auto chart = sampleChart();
        const auto rsi = *chart->addIndicator(setupOf("rsi"));
        auto hidden = chart->indicators().front();
        hidden.isVisible = false;
        QVERIFY(chart->modifyIndicator(hidden));
        chart->refresh();
        QCOMPARE(chart->paneCount(), 1);
        QVERIFY2(legend(*chart).contains("RSI 14  hidden"), qPrintable(legend(*chart)));
        hidden.isVisible = true;
        hidden.periods.from = Period::hours(1);
        QVERIFY(chart->modifyIndicator(hidden));
        chart->refresh();
        QVERIFY(legend(*chart).contains("not on this period"));
        chart->setPeriod(Period::hours(1));
        chart->applyBars(sampleBars(3, 100, Period::hours(1)), true);
        chart->refresh();
        QCOMPARE(chart->paneCount(), 2);
        QVERIFY(!legend(*chart).contains("not on this period"));
        QVERIFY(chart->indicators().front().id == rsi);
    }

    void periodsCanBeARangeOrAList()
    {
        PeriodChoice range{Period::minutes(5), Period::hours(4), {}};
        QVERIFY(range.admits(Period::minutes(5)) && range.admits(Period::hours(4)));
        QVERIFY(!range.admits(Period::minutes(1)) && !range.admits(Period::day()));
        PeriodChoice list{{}, {}, {Period::week(), Period::minutes(1)}};
        QVERIFY(list.admits(Period::week()) && !list.admits(Period::day()));
        QVERIFY(PeriodChoice().admits(Period::month()));
    }

    void tooFewBarsAreTold()
    {
        auto chart = sampleChart(57);
        const auto id = *chart->addIndicator(setupOf("sma", {{"period", std::int64_t(200)}}));
        chart->refresh();
        QVERIFY2(
            legend(*chart).contains("needs 200 bars, there are 57"), qPrintable(legend(*chart)));
        auto named = chart->indicators().front();
        named.name = "Slow";
        named.parameters["period"] = std::int64_t(20);
        QVERIFY(chart->modifyIndicator(named));
        chart->refresh();
        QVERIFY(legend(*chart).contains("Slow  1."));
        Q_UNUSED(id);
    }
};

QTEST_MAIN(TestChartIndicators)
#include "tst_chart_indicators.moc"
