#include "tests/charts/indicator_samples.h"

#include <QDir>
#include <QFileInfo>
#include <QHelpEvent>
#include <QSignalSpy>
#include <QTest>

using namespace agora;
using namespace agora::charts;
using namespace agora::tests;

namespace {

/// Pixels of a colour, give or take what antialiasing does to it.
int pixelsLike(const QImage &image, const QColor &color, int tolerance = 12)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y)
        for (int x = 0; x < image.width(); ++x) {
            const QColor seen = image.pixelColor(x, y);
            count += std::abs(seen.red() - color.red()) <= tolerance
                && std::abs(seen.green() - color.green()) <= tolerance
                && std::abs(seen.blue() - color.blue()) <= tolerance;
        }
    return count;
}

int warnings = 0;
void countWarnings(QtMsgType type, const QMessageLogContext &, const QString &text)
{
    if (type != QtDebugMsg && type != QtInfoMsg && !text.contains("plugin does not support"))
        ++warnings;
}

} // namespace

class TestIndicatorDrawing final : public QObject {
    Q_OBJECT

private slots:
    /// Every entry, with its defaults, in every plot style, zoomed in and out, in both themes.
    void everyEntryOfTheCatalogueIsDrawn()
    {
        const auto before = qInstallMessageHandler(countWarnings);
        warnings = 0;
        auto chart = sampleChart(1'500);
        QStringList silent;
        for (const auto &info : indicators::catalog()) {
            auto setup = setupOf(info.key.c_str());
            const auto id = chart->addIndicator(setup);
            QVERIFY2(id, info.key.c_str());
            for (const double bars : {120.0, 1'500.0}) {
                chart->setVisibleRange({1'500 - bars, 1'500});
                QVERIFY(!chart->picture().isNull());
            }
            bool hasValue = false;
            for (std::size_t bar = 0; bar < 1'500 && !hasValue; ++bar)
                for (const double value : chart->indicatorValues(*id, bar))
                    hasValue |= std::isfinite(value);
            if (!hasValue)
                silent.append(QString::fromStdString(info.key));
            QVERIFY(chart->removeIndicator(*id));
        }
        qInstallMessageHandler(before);
        QCOMPARE(warnings, 0);
        QVERIFY2(silent.isEmpty(), qPrintable("no value: " + silent.join(", ")));
    }

    void plotStylesAndColoursAreSeen()
    {
        const QColor ink(0xff, 0x00, 0xff);
        for (const auto plot : {OutputStyle::Line, OutputStyle::Dots, OutputStyle::Steps,
                 OutputStyle::Area, OutputStyle::Histogram}) {
            auto chart = sampleChart();
            chart->setVisibleRange({340, 400});
            auto setup = setupOf("momentum");
            setup.colors = {ink};
            setup.widths = {3};
            setup.looks = {{plot, Qt::SolidLine, {}, true}};
            const auto id = chart->addIndicator(setup);
            QVERIFY(id);
            const int seen = pixelsLike(chart->picture().toImage(), ink, 60);
            QVERIFY2(seen > 60, qPrintable(toText(plot) + " " + QString::number(seen)));
            auto none = chart->indicators().front();
            none.looks[0].isVisible = false;
            QVERIFY(chart->modifyIndicator(none));
            QVERIFY(pixelsLike(chart->picture().toImage(), ink, 60) < seen / 8);
        }
    }

    void dashesLeaveGaps()
    {
        const QColor ink(0xff, 0x00, 0xff);
        std::vector<int> seen;
        for (const auto dash : {Qt::SolidLine, Qt::DotLine}) {
            auto chart = sampleChart();
            chart->setVisibleRange({340, 400});
            auto setup = setupOf("rsi");
            setup.colors = {ink};
            setup.widths = {2};
            setup.looks = {{OutputStyle::Usual, dash, {}, true}};
            QVERIFY(chart->addIndicator(setup));
            seen.push_back(pixelsLike(chart->picture().toImage(), ink, 60));
        }
        QVERIFY(seen[1] > 30 && seen[1] < seen[0] * 3 / 4);
    }

    void levelsAreLinesWithWords()
    {
        const QColor ink(0xff, 0x00, 0xff);
        auto chart = sampleChart();
        auto setup = setupOf("rsi");
        setup.levels = {{55, {}, ink, Qt::SolidLine}};
        QVERIFY(chart->addIndicator(setup));
        const int line = pixelsLike(chart->picture().toImage(), ink);
        QVERIFY(line > 500);
        auto named = chart->indicators().front();
        named.levels->front().text = "halfway";
        QVERIFY(chart->modifyIndicator(named));
        QVERIFY(pixelsLike(chart->picture().toImage(), ink, 90) > line + 20);
        named.levels = std::vector<LevelLine>();
        QVERIFY(chart->modifyIndicator(named));
        QVERIFY(pixelsLike(chart->picture().toImage(), ink) < 20);
    }

    /// The cloud has one colour where its first edge is above, another where it is below.
    void theCloudTellsWhichEdgeIsAbove()
    {
        for (const double bars : {200.0, 4'000.0}) { // also where many bars share a pixel
            auto chart = sampleChart(4'000);
            chart->setVisibleRange({4'000 - bars, 4'000});
            chart->setGridVisible(false);
            auto cloud = setupOf("ichimoku");
            cloud.fill.above = QColor(0, 0, 255);
            cloud.fill.below = QColor(255, 255, 0);
            cloud.fill.opacity = 100;
            cloud.looks.resize(5);
            for (auto &look : cloud.looks)
                look.isVisible = false;
            QVERIFY(chart->addIndicator(cloud));
            const QImage image = chart->picture().toImage();
            QVERIFY(pixelsLike(image, QColor(0, 0, 255)) > 200);
            QVERIFY(pixelsLike(image, QColor(255, 255, 0)) > 200);
        }
    }

    void histogramsShowTheSign()
    {
        auto chart = sampleChart();
        auto setup = setupOf("macd");
        setup.colors = {QColor(), QColor(), QColor(0, 0, 255)};
        setup.looks.resize(3);
        setup.looks[2].fallingColor = QColor(255, 255, 0);
        QVERIFY(chart->addIndicator(setup));
        const QImage image = chart->picture().toImage();
        QVERIFY(pixelsLike(image, QColor(0, 0, 255), 70) > 40);
        QVERIFY(pixelsLike(image, QColor(255, 255, 0), 70) > 40);
    }

    void marksSayWhatTheyMean()
    {
        auto chart = sampleChart(400);
        const auto id = *chart->addIndicator(setupOf("cdldoji"));
        chart->setVisibleRange({300, 400});
        chart->show();
        chart->refresh();
        QWidget *plot = chart->childAt(300, 200);
        QString found;
        for (int x = 5; x < 800 && found.isEmpty(); x += 4)
            for (int y = 5; y < 560 && found.isEmpty(); y += 4)
                if (chart->indicatorAt({x, y}) == id && y > 60)
                    found = QStringLiteral("%1 %2").arg(x).arg(y);
        QVERIFY2(!found.isEmpty(), "no mark in view");
        const QPoint at(found.section(' ', 0, 0).toInt(), found.section(' ', 1, 1).toInt());
        QHelpEvent help(QEvent::ToolTip, at, plot->mapToGlobal(at));
        QVERIFY(QCoreApplication::sendEvent(plot, &help));
        QSignalSpy asked(chart.get(), &PriceChart::indicatorActivated);
        QTest::mouseDClick(plot, Qt::LeftButton, {}, at);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.front().front().toString(), id);
    }

    void aSteepLineCanBeHitBetweenItsBars()
    {
        auto chart = sampleChart(60);
        const auto id = *chart->addIndicator(setupOf("stochastic"));
        chart->setVisibleRange({40, 60});
        chart->refresh();
        const auto heights = chart->paneHeights();
        int hits = 0;
        for (int y = heights[0] + 30; y < heights[0] + heights[1]; y += 3)
            for (int x = 200; x < 700; x += 3)
                hits += chart->indicatorAt({x, y}) == id;
        QVERIFY(hits > 300);
    }

    // Golden pictures

    void paneTypesLookAsTheyDid_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("key");
        for (const char *theme : {"dark", "light"})
            for (const auto &[name, key] :
                std::initializer_list<std::pair<const char *, const char *>>{{"oscillator", "rsi"},
                    {"histogram", "macd"}, {"band", "bollinger"}, {"cloud", "ichimoku"},
                    {"markers", "cdlengulfing"}, {"dots", "sar"}, {"steps", "sma"}})
                QTest::newRow(qPrintable(QStringLiteral("%1-%2").arg(name, theme)))
                    << QStringLiteral("%1-%2").arg(name, theme) << QString(key);
    }
    void paneTypesLookAsTheyDid()
    {
        QFETCH(QString, name);
        QFETCH(QString, key);
        auto chart
            = sampleChart(400, name.endsWith("dark") ? ChartTheme::dark() : ChartTheme::light());
        chart->resize(480, 460);
        chart->setVisibleRange({300, 400});
        auto setup
            = setupOf(indicators::findIndicator(key.toStdString()) ? qPrintable(key) : "rsi");
        QVERIFY2(setup.key == key.toStdString(), "the catalogue calls it otherwise");
        setup.fill.areLevelsFilled = true;
        if (name.startsWith("steps"))
            setup.looks = {{OutputStyle::Steps, Qt::SolidLine, {}, true}};
        QVERIFY(chart->addIndicator(setup));
        chart->refresh();
        // Without what fonts draw: below the legend, left of the scale.
        const auto heights = chart->paneHeights();
        const int top = heights.size() > 1 ? heights[0] + 34 : 60;
        const int height = heights.size() > 1 ? heights[1] - 36 : 330;
        const QImage seen = chart->picture()
                                .toImage()
                                .convertToFormat(QImage::Format_RGB32)
                                .copy(20, top, 340, height);
        const QString file = QStringLiteral(AGORA_FIXTURES "/charts/indicators/%1.png").arg(name);
        if (qEnvironmentVariableIsSet("AGORA_WRITE_GOLDEN")) {
            QDir().mkpath(QFileInfo(file).path());
            QVERIFY(seen.save(file));
        }
        const QImage golden = QImage(file).convertToFormat(QImage::Format_RGB32);
        QVERIFY2(!golden.isNull(), qPrintable(file));
        QCOMPARE(seen.size(), golden.size());
        // Of places of 4 × 4 pixels, few may differ clearly: edges are drawn a little otherwise
        // elsewhere.
        const auto small = [](const QImage &image) {
            return image.scaled(image.size() / 4, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
        };
        const QImage one = small(seen), other = small(golden);
        int differing = 0;
        for (int y = 0; y < one.height(); ++y)
            for (int x = 0; x < one.width(); ++x) {
                const QColor a = one.pixelColor(x, y), b = other.pixelColor(x, y);
                differing += std::abs(a.red() - b.red()) + std::abs(a.green() - b.green())
                        + std::abs(a.blue() - b.blue())
                    > 60;
            }
        QVERIFY2(differing * 50 < one.width() * one.height(),
            qPrintable(QStringLiteral("%1 of %2 places differ")
                           .arg(differing)
                           .arg(one.width() * one.height())));
    }
};

QTEST_MAIN(TestIndicatorDrawing)
#include "tst_indicator_drawing.moc"
