#include "charts/drawing/bar_axis.h"
#include "charts/drawing/drawing_index.h"
#include "charts/drawing/drawing_json.h"
#include "charts/drawing/drawing_shape.h"
#include "charts/drawing/drawing_space.h"
#include "engine/base/random.h"
#include "tests/charts/drawing_hand.h"

#include <QLocale>
#include <QTest>

using namespace agora;
using namespace agora::charts;
using namespace agora::tests;
using namespace std::chrono_literals;

namespace {

Timestamp iso(const char *text) { return *parseIso(text); }

} // namespace

/// What drawings are made of: times among bars, measures, and the text of their files.
class TestDrawingParts : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English)); }

    void aTimeBetweenBarsLiesBetweenThem()
    {
        const std::vector<std::int64_t> times{toNanos(iso("2026-01-14T10:00:00Z")),
            toNanos(iso("2026-01-14T10:05:00Z")), toNanos(iso("2026-01-14T10:10:00Z"))};
        const BarAxis axis(times, Period::minutes(5), TradingHours::FxWeek);
        QCOMPARE(axis.barAt(iso("2026-01-14T10:05:00Z")), 1.0);
        QCOMPARE(axis.barAt(iso("2026-01-14T10:07:30Z")), 1.5);
        QVERIFY(axis.timeAt(1.5) == iso("2026-01-14T10:07:30Z"));
        QCOMPARE(axis.barAt(iso("2026-01-14T10:20:00Z")), 4.0);
        QCOMPARE(axis.barAt(iso("2026-01-14T09:55:00Z")), -1.0);
        QVERIFY(axis.timeAt(4) == iso("2026-01-14T10:20:00Z"));
    }

    void theFutureAndThePastSkipTheWeekend()
    {
        // Friday 2026-01-16 21:55 UTC is five minutes before the close of New York's week.
        const std::vector<std::int64_t> times{
            toNanos(iso("2026-01-16T21:50:00Z")), toNanos(iso("2026-01-16T21:55:00Z"))};
        const BarAxis axis(times, Period::minutes(5), TradingHours::FxWeek);
        QVERIFY(axis.timeAt(2) == iso("2026-01-18T22:00:00Z"));
        QCOMPARE(axis.barAt(iso("2026-01-18T22:05:00Z")), 3.0);
        QCOMPARE(axis.barAt(iso("2026-01-17T12:00:00Z")), 2.0);
        const BarAxis always(times, Period::minutes(5), TradingHours::AlwaysOpen);
        QVERIFY(always.timeAt(2) == iso("2026-01-16T22:00:00Z"));
        // What was the future stays where it was when the bars of the next week come.
        const std::vector<std::int64_t> later{times[0], times[1],
            toNanos(iso("2026-01-18T22:00:00Z")), toNanos(iso("2026-01-18T22:05:00Z"))};
        const BarAxis grown(later, Period::minutes(5), TradingHours::FxWeek);
        QCOMPARE(grown.barAt(axis.timeAt(3)), 3.0);
        const std::vector<std::int64_t> monday{toNanos(iso("2026-01-18T22:00:00Z"))};
        const BarAxis before(monday, Period::minutes(5), TradingHours::FxWeek);
        QVERIFY(before.timeAt(-1) == iso("2026-01-16T21:55:00Z"));
    }

    void timesAndBarsAreInverseOnEveryPeriod_data()
    {
        QTest::addColumn<QString>("period");
        for (const char *period : {"S5", "M1", "M5", "H1", "H4", "D", "W", "MN", "T100"})
            QTest::newRow(period) << QString::fromLatin1(period);
    }

    void timesAndBarsAreInverseOnEveryPeriod()
    {
        QFETCH(QString, period);
        const Period of = *Period::parse(period.toStdString());
        std::vector<std::int64_t> times;
        for (const auto &bar : sampleBars(3, 60, of.nominal() > 24h ? Period::day() : of))
            times.push_back(toNanos(bar.openTime));
        const BarAxis axis(times, of, TradingHours::FxWeek);
        double before = -HUGE_VAL;
        for (double bar = -40; bar < 120; bar += 0.25) {
            const double there = axis.barAt(axis.timeAt(bar));
            QVERIFY2(std::abs(there - bar) < 1e-6, qPrintable(QString::number(bar)));
            QVERIFY(there > before);
            before = there;
        }
    }

    void measuresSayPricePipsPercentBarsAndTime()
    {
        const std::vector<std::int64_t> times{toNanos(iso("2026-01-14T10:00:00Z")),
            toNanos(iso("2026-01-14T10:05:00Z")), toNanos(iso("2026-01-14T10:10:00Z"))};
        DrawingSpace space{.map = {},
            .bars = BarAxis(times, Period::minutes(5), TradingHours::FxWeek),
            .pane = {},
            .instrument = euroDollar(),
            .decimals = 5,
            .font = {}};
        const auto facts = measure(
            space, {iso("2026-01-14T10:00:00Z"), 1.0}, {iso("2026-01-14T12:00:00Z"), 1.00124});
        QVERIFY(std::abs(facts.pips - 12.4) < 1e-9 && std::abs(facts.percent - 0.124) < 1e-9);
        QCOMPARE(facts.bars, std::int64_t{24});
        QCOMPARE(measureText(space, facts),
            QStringLiteral("+0.00124  (+12.4 pips, +0.12 %)\n24 bars,  2h 00m"));
        const auto down = measure(
            space, {iso("2026-01-14T10:05:00Z"), 1.0}, {iso("2026-01-14T10:00:00Z"), 0.9999});
        QCOMPARE(measureText(space, down),
            QStringLiteral(
                "\u22120.00010  (\u22121.0 pips, \u22120.01 %)\n\u22121 bar,  \u22125m"));
        space.pane = QStringLiteral("rsi-1");
        space.decimals = 1;
        QVERIFY(!measureText(space, down).contains(QStringLiteral("pips")));
    }

    // What the index leaves out shows nothing there: no line, no filled area, no text of its own.
    void theIndexFindsAllThatIsThere()
    {
        constexpr std::uint64_t seed = 3;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        Random random(seed);
        std::vector<std::int64_t> times;
        for (int i = 0; i < 500; ++i)
            times.push_back(toNanos(iso("2026-01-14T10:00:00Z")) + i * 300'000'000'000);
        const auto between
            = [&](double low, double high) { return low + random.uniform() * (high - low); };
        std::size_t leftOut = 0, found = 0;
        for (int round = 0; round < 60; ++round) {
            DrawingSpace space{.map = {},
                .bars = BarAxis(times, Period::minutes(5), TradingHours::FxWeek),
                .pane = {},
                .instrument = euroDollar(),
                .decimals = 5,
                .font = {}};
            const double first = between(-50, 480);
            space.map = {.rect = QRectF(40, 20, 800, 400),
                .firstBar = first,
                .lastBar = first + between(5, 200),
                .low = 1.0,
                .high = between(1.01, 1.2),
                .isLogarithmic = round % 3 == 0,
                .isInverted = round % 2 == 0};
            std::vector<Drawing> drawings;
            for (std::size_t i = 0; i < 240; ++i) {
                const auto kind = drawingKinds[i % drawingKinds.size()];
                std::vector<DrawingAnchor> anchors;
                for (int k = 0; k < anchorCount(kind); ++k)
                    anchors.push_back({space.bars.timeAt(between(-80, 700)), between(0.9, 1.3)});
                drawings.push_back(drawingOf(kind, std::move(anchors)));
                drawings.back().style.extendsRight = i % 5 == 0;
                drawings.back().text = i % 7 == 0 ? QStringLiteral("resistance of May") : QString();
            }
            DrawingIndex index;
            index.build(drawings);
            const auto shown = index.within(space, space.map.rect);
            const QPointF mouse(between(40, 840), between(20, 420));
            const auto near = index.within(space, QRectF(mouse, mouse).adjusted(-6, -6, 6, 6));
            QVERIFY(std::ranges::is_sorted(shown)); // from back to front
            for (const auto &drawing : drawings) {
                const auto shape = shapeOf(drawing, space, ChartTheme::dark());
                const bool isShown = std::ranges::find(shown, &drawing) != shown.end();
                ++(isShown ? found : leftOut);
                for (const auto &line : shape.lines) {
                    const QRectF box = QRectF(line.from, line.to).normalized();
                    QVERIFY2(isShown || !box.adjusted(-1, -1, 1, 1).intersects(space.map.rect)
                            || drawing.kind == DrawingKind::ExtendedLine,
                        qPrintable(kindKey(drawing.kind)));
                }
                if (isShown && distance(shape, mouse, true) <= 5)
                    QVERIFY2(std::ranges::find(near, &drawing) != near.end(),
                        qPrintable(kindKey(drawing.kind)));
            }
        }
        QVERIFY2(leftOut > 2'000 && found > 2'000, "both happen");
    }

    void textOfDrawingsComesBackAsItWas()
    {
        std::vector<Drawing> drawings;
        for (const auto kind : drawingKinds) {
            Drawing drawing = drawingOf(kind, {});
            drawing.id = kindKey(kind) + QStringLiteral("-1");
            for (int i = 0; i < anchorCount(kind); ++i)
                drawing.anchors.push_back(
                    {iso("2026-01-14T10:00:00Z") + i * 7h + 123ns, 1.1 / 3 + i});
            drawing.name = QString::fromUtf8("näme \"ß\"");
            drawing.text = QStringLiteral("two\nlines");
            drawing.pane = QStringLiteral("rsi-1");
            drawing.isVisible = kind != DrawingKind::Ray;
            drawing.isLocked = kind == DrawingKind::Ray;
            drawing.periods = {Period::minutes(5), Period::day()};
            drawing.z = -3 + static_cast<int>(kind);
            drawing.style.color = QColor(1, 2, 3, 77);
            drawing.style.fill = QColor(200, 100, 0);
            drawing.style.dash = Qt::DashDotLine;
            drawing.style.extendsRight = true;
            drawing.style.fontSize = 13;
            if (hasLevels(kind))
                drawing.style.levels[1] = {.value = 0.3333333333,
                    .label = QStringLiteral("third"),
                    .color = QColor(9, 8, 7),
                    .isOn = false};
            drawings.push_back(drawing);
        }
        const auto read = drawingsFromJson(toJson(QStringLiteral("EUR_USD"), drawings));
        QVERIFY(read.hasValue());
        QCOMPARE(read->problem, QString());
        QCOMPARE(read->symbol, QStringLiteral("EUR_USD"));
        QVERIFY(read->drawings == drawings);
    }

    void damagedTextIsNamed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("no JSON") << QByteArray("{\n\"version\": 1,\n oops") << "line 3";
        QTest::newRow("a list") << QByteArray("[]") << "no list of drawings";
        QTest::newRow("version") << QByteArray("{\"version\": 9}") << "version is 9";
        QTest::newRow("nothing") << QByteArray("{\"version\": 1}") << "no list \"drawings\"";
        const QByteArray head = "{\"version\": 1, \"drawings\": [";
        QTest::newRow("kind") << head + "{\"id\": \"a\", \"kind\": \"spiral\"}]}"
                              << "drawing 1: \"kind\" cannot be \"spiral\"";
        QTest::newRow("time") << head
                + "{\"id\": \"a\", \"kind\": \"ray\", \"anchors\": [{\"time\": \"soon\", "
                  "\"price\": 1}]}]}"
                              << "\"time\" cannot be \"soon\"";
        QTest::newRow("price") << head
                + "{\"id\": \"a\", \"kind\": \"text\", \"anchors\": [{\"time\": \"2026-01-01\", "
                  "\"price\": \"high\"}]}]}"
                               << "\"price\" cannot be \"high\"";
        QTest::newRow("anchors") << head + "{\"id\": \"a\", \"kind\": \"ray\"}]}"
                                 << "\"anchors\" or \"id\" is missing";
    }

    void damagedTextIsNamed()
    {
        QFETCH(QByteArray, text);
        QFETCH(QString, words);
        const auto read = drawingsFromJson(text);
        const QString said = read ? read->problem : QString::fromStdString(read.error().message);
        QVERIFY2(said.contains(words), qPrintable(said));
    }

    void rubbishNeverCrashes()
    {
        Random random(99);
        const QByteArray good = toJson(QStringLiteral("EUR_USD"), {[] {
            Drawing drawing = drawingOf(DrawingKind::FibRetracement,
                {{iso("2026-01-14T10:00:00Z"), 1.1}, {iso("2026-01-14T11:00:00Z"), 1.2}});
            drawing.id = QStringLiteral("fib_retracement-1");
            return drawing;
        }()});
        for (int i = 0; i < 2'000; ++i) {
            QByteArray bad = good;
            for (int k = 0; k < 3; ++k) {
                const auto at
                    = static_cast<qsizetype>(random.uniform() * static_cast<double>(bad.size()));
                bad[at] = static_cast<char>(random.uniform() * 255);
            }
            const auto read = drawingsFromJson(bad);
            if (read)
                for (const auto &drawing : read->drawings)
                    QVERIFY(isSound(drawing));
        }
    }
};

QTEST_MAIN(TestDrawingParts)
#include "tst_drawing_parts.moc"
