#include "app/agents/agents_panel.h"
#include "app/brains/brains_panel.h"
#include "app/indicator/catalog_text.h"
#include "app/link/news_queue.h"
#include "app/log/log_panel.h"
#include "app/market_watch/market_watch_panel.h"
#include "app/orders/orders_panel.h"
#include "app/parameters/parameter_form.h"
#include "app/start/command_line.h"
#include "app/start/engine_starter.h"
#include "app/tables/words.h"
#include "app/terminal.h"
#include "tests/app/fake_engine.h"

#include <QAbstractItemModelTester>
#include <QDoubleSpinBox>
#include <QFile>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTemporaryDir>
#include <QTest>

#include <thread>

using namespace agora;
using namespace agora::app;

namespace {

QuoteBar bar(int minute, double close, std::uint8_t flags = BarComplete)
{
    QuoteBar made;
    made.openTime = fromNanos(minute * 60'000'000'000LL);
    made.mid = {close, close, close, close};
    made.flags = flags;
    return made;
}

WatchRow watched(const QString &symbol, double bid)
{
    Tick tick;
    tick.bid = bid;
    tick.ask = bid + 0.0001;
    return {.symbol = symbol, .name = {}, .tick = tick, .pip = 0.0001};
}

QString format(double value, Format format, const QString &symbol = {})
{
    InstrumentBook book;
    return formatCell(value, format, symbol, book, QLocale(QLocale::English));
}

} // namespace

class AppPartsTest final : public QObject {
    Q_OBJECT

private slots:
    // A table is told in batches; views must see every change that happened and no other.
    void tableModelKeepsItsWord()
    {
        auto *model = makeWatchModel(this);
        const QAbstractItemModelTester tester(
            model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model->apply({watched("EUR_USD", 1.1), watched("USD_JPY", 150), watched("EUR_USD", 1.2)});
        QCOMPARE(model->rowCount(), 2);
        QCOMPARE(model->find("EUR_USD")->tick->bid, 1.2);
        model->apply({watched("USD_JPY", 151), watched("GBP_USD", 1.3)});
        QCOMPARE(model->rowCount(), 3);
        QCOMPARE(model->index(1, 2).data().toDouble(), 151.0);
        model->remove({"EUR_USD", "unknown"});
        QCOMPARE(model->rowCount(), 2);
        QCOMPARE(model->find("GBP_USD")->tick->bid, 1.3);
        model->replaceAll({watched("GBP_USD", 1.4), watched("AUD_USD", 0.7)});
        QVERIFY(!model->find("USD_JPY"));
        QCOMPARE(model->find("GBP_USD")->tick->bid, 1.4);
        model->keepNewest(1);
        QCOMPARE(model->rowCount(), 1);
        QVERIFY(model->find("AUD_USD"));
        model->reset({watched("NZD_USD", 0.6), watched("NZD_USD", 0.61)});
        QCOMPARE(model->rowCount(), 1);
        QCOMPARE(model->find("NZD_USD")->tick->bid, 0.61);
        QCOMPARE(model->rowCount(model->index(0, 0)), 0);
    }

    void otherModelsKeepTheirWord()
    {
        for (QAbstractItemModel *model : {static_cast<QAbstractItemModel *>(makeOrdersModel(this)),
                 static_cast<QAbstractItemModel *>(makeAgentsModel(this)),
                 static_cast<QAbstractItemModel *>(makeBrainsModel(this)),
                 static_cast<QAbstractItemModel *>(makeLogModel(this))}) {
            const QAbstractItemModelTester tester(
                model, QAbstractItemModelTester::FailureReportingMode::QtTest);
            QVERIFY(model->columnCount() >= 4);
        }
        auto *orders = makeOrdersModel(this);
        const QAbstractItemModelTester tester(
            orders, QAbstractItemModelTester::FailureReportingMode::QtTest);
        Order order;
        order.request.id = "a.1.1";
        order.request.symbol = "USD_JPY";
        orders->apply({order});
        order.state = OrderState::Filled;
        orders->apply({order});
        QCOMPARE(orders->rowCount(), 1);
        QCOMPARE(orders->index(0, 7).data().toString(), QStringLiteral("Filled"));
    }

    // Decimals come from the instrument, money from the account's currency, and profit always has a
    // sign.
    void numbersAreWrittenAsTheTradeWritesThem()
    {
        QCOMPARE(format(1.1, Format::Price, "EUR_USD"), "1.10000");
        QCOMPARE(format(149.5, Format::Price, "USD_JPY"), "149.500");
        QCOMPARE(format(1.24, Format::Pips), "1.2");
        QCOMPARE(format(10'000, Format::Units, "EUR_USD"), "10,000");
        QCOMPARE(format(1234.5, Format::Money), "1,234.50");
        QCOMPARE(format(12.4, Format::Profit), "+12.40");
        QCOMPARE(format(-12.4, Format::Profit), QStringLiteral("\u221212.40"));
        QCOMPARE(format(0.001, Format::Profit), "0.00");
        QCOMPARE(format(12.34, Format::Percent), "12.3 %");
        InstrumentBook yen;
        yen.set({}, "JPY");
        QCOMPARE(formatCell(1234.0, Format::Money, {}, yen, QLocale(QLocale::English)), "1,234");
        const auto stamp = static_cast<qlonglong>(toNanos(*parseIso("2026-01-15T13:05:07.250Z")));
        QCOMPARE(formatCell(stamp, Format::Time, {}, yen, QLocale()), "2026-01-15 13:05:07");
        QCOMPARE(formatCell(stamp, Format::ClockTime, {}, yen, QLocale()), "13:05:07.250");
        QCOMPARE(formatCell({}, Format::Price, {}, yen, QLocale()), "");
    }

    // A chart needs the newest forming bar of a frame and every completed one, whatever came in
    // between.
    void queueMergesAFrame()
    {
        int wakes = 0;
        NewsQueue queue([&] { ++wakes; });
        queue.onBars(3, {"EUR_USD", Period(), {bar(1, 1.0), bar(2, 1.1, BarLive)}}, true);
        queue.onBars(3, {"EUR_USD", Period(), {bar(2, 1.2, BarLive)}}, false);
        queue.onBars(3, {"EUR_USD", Period(), {bar(2, 1.3), bar(3, 1.4, BarLive)}}, false);
        queue.onBars(4, {"USD_JPY", Period(), {bar(9, 150)}}, false);
        QCOMPARE(wakes, 1);
        auto news = queue.take();
        QCOMPARE(news.bars.size(), 2u);
        QVERIFY(news.bars.at(3).second);
        QVERIFY(!news.bars.at(4).second);
        const auto &bars = news.bars.at(3).first.bars;
        QCOMPARE(bars.size(), 3u);
        QCOMPARE(bars[1].mid.close, 1.3);
        QCOMPARE(bars[2].mid.close, 1.4);
        queue.onBars(3, {"EUR_USD", Period(), {bar(5, 2.0)}}, true);
        QCOMPARE(wakes, 2);
        QCOMPARE(queue.take().bars.at(3).first.bars.size(), 1u);
        QVERIFY(queue.take().bars.empty());
    }

    // However much comes at once: the window takes it in over several frames.
    void queueGivesLongHistoriesInParts()
    {
        int wakes = 0;
        NewsQueue queue([&] { ++wakes; });
        constexpr int total = 50'000;
        std::vector<QuoteBar> bars;
        for (int i = 0; i < total; ++i)
            bars.push_back(bar(i, i));
        queue.onBars(1, {"EUR_USD", Period(), bars}, true);
        queue.onBars(1, {"EUR_USD", Period(), {bar(total - 1, 0.5)}}, false);
        queue.onBars(2, {"USD_JPY", Period(), {bar(1, 150)}}, true);
        int seen = 0;
        for (int frame = 1; frame <= 3; ++frame) {
            QCOMPARE(wakes, frame);
            const auto news = queue.take();
            QCOMPARE(news.bars.contains(2), frame == 1);
            const auto &[batch, isSnapshot] = news.bars.at(1);
            QCOMPARE(isSnapshot, frame == 1);
            QVERIFY(batch.bars.size() <= NewsQueue::mostBarsAtOnce && batch.symbol == "EUR_USD");
            for (const auto &one : batch.bars) {
                QCOMPARE(one.mid.close, seen == total - 1 ? 0.5 : seen);
                ++seen;
            }
        }
        QCOMPARE(seen, total);
        QCOMPARE(wakes, 3);
        QVERIFY(queue.take().bars.empty());
    }

    // What an engine says afresh replaces what it said before in the same frame.
    void queueForgetsBeforeASnapshot()
    {
        NewsQueue queue([] {});
        Order order;
        order.request.id = "old";
        queue.onOrders({order}, false);
        order.request.id = "new";
        queue.onOrders({order}, true);
        queue.onOrders({order}, false);
        FakeEngine port;
        QStringList heard;
        connect(&port, &EnginePort::ordersChanged, this,
            [&](const std::vector<Order> &orders, bool snapshot) {
                heard.append(snapshot ? "snapshot" : "update");
                for (const auto &one : orders)
                    heard.append(toQString(one.request.id));
            });
        queue.answer([&] { heard.append("answer"); });
        announce(queue.take(), port);
        QCOMPARE(heard, QStringList({"snapshot", "new", "new", "answer"}));
    }

    void queueTakesFromAnotherThread()
    {
        std::atomic<int> wakes = 0;
        NewsQueue queue([&] { ++wakes; });
        constexpr int total = 20'000;
        std::thread client([&] {
            for (int i = 1; i <= total; ++i)
                queue.onBars(1, {"EUR_USD", Period(), {bar(i, i)}}, false);
        });
        int seen = 0;
        const auto fetch = [&] {
            auto news = queue.take();
            for (const auto &[id, bars] : news.bars)
                for (const auto &one : bars.first.bars)
                    QCOMPARE(one.mid.close, ++seen);
        };
        while (seen < total / 2)
            fetch();
        client.join();
        fetch();
        QCOMPARE(seen, total);
        QVERIFY(wakes > 0);
    }

    void commandLineIsUnderstood()
    {
        QTemporaryDir folder;
        const auto file = folder.filePath("q.csv").toStdString();
        QFile(QString::fromStdString(file)).open(QIODevice::WriteOnly);
        const auto line = parseCommandLine({"--profile", "demo", "--replay", file, "--speed=max",
            "--symbol", "USD_JPY", "--theme", "light"});
        QVERIFY(line);
        QCOMPARE(line->profile, std::string("demo"));
        QCOMPARE(*line->symbol, std::string("USD_JPY"));
        QVERIFY(line->wantsOwnEngine);
        const std::vector<std::string> engine{
            "--profile", "demo", "--replay", file, "--speed", "max", "--symbol", "USD_JPY"};
        QCOMPARE(line->engineArguments, engine);

        const auto headless = parseCommandLine({"--profile", "x", "--no-gui", "--listen", "4000"});
        QVERIFY(headless);
        QVERIFY(headless->task == CommandLine::Task::BecomeEngine);
        const std::vector<std::string> rest{"--profile", "x", "--listen", "4000"};
        QCOMPARE(headless->engineArguments, rest);
        QVERIFY(parseCommandLine({"--help"})->task == CommandLine::Task::PrintHelp);
        QVERIFY(parseCommandLine({"--version"})->task == CommandLine::Task::PrintVersion);
    }

    void commandLineIsRefusedInOneSentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("unknown") << QStringList{"--profil",
            "x"} << "Unknown option \"--profil\", did you mean “--profile”? Try \"agora --help\".";
        QTest::newRow("word") << QStringList{"quotes.csv"}
                              << "Unknown option \"quotes.csv\". Try \"agora --help\".";
        QTest::newRow("no value") << QStringList{"--symbol"}
                                  << "Option \"--symbol\" needs a value. Try \"agora --help\".";
        QTest::newRow("speed") << QStringList{"--speed", "-1"}
                               << "--speed takes a factor above 0 or \"max\", not \"-1\".";
        QTest::newRow("theme") << QStringList{"--theme", "pink"}
                               << "--theme takes \"dark\" or \"light\", not \"pink\".";
        QTest::newRow("file") << QStringList{"--replay", "/no/such/file.csv"}
                              << "--replay: there is no file \"/no/such/file.csv\".";
    }
    void commandLineIsRefusedInOneSentence()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, sentence);
        std::vector<std::string> words;
        for (const auto &argument : arguments)
            words.push_back(argument.toStdString());
        const auto line = parseCommandLine(words);
        QVERIFY(!line);
        QCOMPARE(toQString(line.error().message), sentence);
    }

    void missingEngineIsASentence()
    {
        QTemporaryDir folder;
        FakeEngine port;
        EngineStarter starter({.program = "/no/such/agorad",
                                  .arguments = {},
                                  .output = folder.filePath("out.txt").toStdString(),
                                  .patience = std::chrono::milliseconds(1)},
            port);
        QSignalSpy failed(&starter, &EngineStarter::failed);
        starter.begin();
        QVERIFY(failed.wait());
        QVERIFY2(failed[0][0].toString().contains("/no/such/agorad"),
            qPrintable(failed[0][0].toString()));
        QVERIFY(!starter.ownsEngine());
    }

    void lastWordsOfAnEngineAreShown()
    {
        QTemporaryDir folder;
        FakeEngine port;
        EngineStarter starter(
            {.program = "/bin/sh",
                .arguments = {"-c", "echo first; echo 'agora.toml:3:7: bad value' >&2; exit 3"},
                .output = folder.filePath("logs/out.txt").toStdString(),
                .patience = std::chrono::milliseconds(1)},
            port);
        QSignalSpy failed(&starter, &EngineStarter::failed);
        QSignalSpy ended(&starter, &EngineStarter::childEnded);
        starter.begin();
        QVERIFY(ended.wait());
        QCOMPARE(failed.size(), 1);
        QCOMPARE(failed[0][0].toString(), "The engine has ended: agora.toml:3:7: bad value");
    }

    // An engine that answers is used, not started a second time; one that another window started is
    // not ours.
    void runningEngineIsUsed()
    {
        QTemporaryDir folder;
        FakeEngine port;
        EngineStarter starter({.program = "/bin/sleep",
                                  .arguments = {"60"},
                                  .output = folder.filePath("out.txt").toStdString(),
                                  .patience = std::chrono::milliseconds(20)},
            port);
        QSignalSpy starting(&starter, &EngineStarter::starting);
        starter.begin();
        port.start();
        QVERIFY(!starting.wait(100));
        QVERIFY(!starter.ownsEngine());

        port.lose();
        starter.startNow();
        QCOMPARE(starting.size(), 1);
        QVERIFY(starter.ownsEngine());
        port.info.pid = 1;
        port.start();
        QVERIFY(!starter.ownsEngine());
        QSignalSpy ended(&starter, &EngineStarter::childEnded);
        starter.terminateChild();
        QVERIFY(ended.wait());
    }

    void parametersStayInTheirRange()
    {
        ParameterForm form;
        ParameterField period;
        period.key = "period";
        period.title = "Period";
        period.type = ParameterField::Type::Integer;
        period.defaultValue = 14;
        period.min = 1;
        period.max = 100;
        ParameterField width = period;
        width.key = "width";
        width.type = ParameterField::Type::Number;
        width.defaultValue = 2.5;
        width.step = 0.001;
        form.setFields({period, width}, {{"period", 20}});
        QCOMPARE(form.values().value("period").toInt(), 20);
        QCOMPARE(form.values().value("width").toDouble(), 2.5);
        auto *spin = form.findChild<QSpinBox *>("parameter.period");
        spin->setValue(5'000);
        QCOMPARE(form.values().value("period").toInt(), 100);
        QCOMPARE(form.findChild<QDoubleSpinBox *>("parameter.width")->decimals(), 3);
    }

    // A text of the catalogue that has no Spanish would show in English among Spanish ones.
    void catalogueIsTranslated()
    {
        QTranslator texts, qtTexts;
        installTexts(QStringLiteral("es"), texts, qtTexts);
        QVERIFY(!texts.isEmpty());
        QStringList missing;
        const auto check = [&](const std::string &text) {
            if (!text.empty() && texts.translate("indicators", text.c_str()).isEmpty())
                missing.append(toQString(text));
        };
        for (const auto &info : indicators::catalog()) {
            check(info.group);
            check(info.name);
            check(info.description);
            for (const auto &parameter : info.parameters) {
                check(parameter.title);
                for (const auto &choice : parameter.choices)
                    check(choice);
            }
        }
        for (const auto input : indicators::allPriceInputs)
            check(std::string(toString(input)));
        QCOMPARE(missing, QStringList());
        QCOMPARE(sideText(OrderSide::Buy), "Compra");
        QCoreApplication::removeTranslator(&texts);
        QCoreApplication::removeTranslator(&qtTexts);
        QLocale::setDefault(QLocale(QLocale::English));
    }

    // The first Spanish file is complete: no entry without a translation.
    void spanishIsComplete()
    {
        QFile file(QStringLiteral(AGORA_SOURCE_DIR "/translations/agora_es.ts"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto text = QString::fromUtf8(file.readAll());
        QVERIFY(text.count("<message") > 150);
        QCOMPARE(text.count("unfinished"), 0);
    }
};

QTEST_MAIN(AppPartsTest)
#include "tst_app_parts.moc"
