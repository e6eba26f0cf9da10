#include "engine/agents/brain/brain_host.h"
#include "engine/base/paths.h"
#include "tests/agents/agent_world.h"

#include <QTemporaryDir>

#include <cmath>

using namespace agora;
using namespace agora::test;

namespace {

QuoteBar barAt(int minute, double close)
{
    QuoteBar bar;
    bar.openTime = noon() + std::chrono::minutes(minute);
    bar.bid = bar.ask = bar.mid = Ohlc{close, close, close, close};
    bar.flags = BarComplete;
    return bar;
}

double closeOf(int minute) { return 1.1 + 0.001 * std::sin(minute * 0.7); }

/// Mean of the last `count` closes up to and including that minute.
double meanOf(int minute, int count)
{
    double sum = 0;
    for (int i = 0; i < count; ++i)
        sum += closeOf(minute - i);
    return sum / count;
}

} // namespace

/// What a brain draws reaches whoever looks, whole and in order.
class TestBrainPlots : public QObject {
    Q_OBJECT
private slots:
    void init();
    void cleanup();
    void historyIsThereAtOnceAndEachBarBringsItsValues();
    void whoComesLaterSeesTheSame();
    void aBookKeepsTheNewestBarsOfEachLine();
    void aLaterValueReplacesTheEarlierOne();
    void aLongSnapshotComesInBlocks();

private:
    void closeBar(int minute);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<AgentWorld> m_world;
    agency::Bus *m_router = nullptr;
    agency::Bus *m_window = nullptr;
    std::unique_ptr<BrainHost> m_host;
};

void TestBrainPlots::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_world = std::make_unique<AgentWorld>();
    m_router = &m_world->add("router");
    m_window = &m_world->add("window");
    auto &trader = m_world->add("trader");
    for (const auto *topic : {"orders-of/", "fills-of/"})
        trader.offer(
            topic, [&trader](const agency::Subscriber &who) { trader.accept(who.id, {{}}); });
    m_router->offer(
        "ticks/", [this](const agency::Subscriber &who) { m_router->accept(who.id, {}); });
    m_router->offer("closed/", [this](const agency::Subscriber &who) {
        BarBatch history{.symbol = "EUR_USD", .period = Period::minutes(1), .bars = {}};
        for (int minute = 0; minute < 40; ++minute)
            history.bars.push_back(barAt(minute, closeOf(minute)));
        m_router->accept(who.id, {protocol::encode(history)});
    });
    auto module = BrainModule::load(AGORA_BINARY_DIR "/brains/sma_cross/sma_cross.so");
    QVERIFY2(module, module ? "" : module.error().message.c_str());
    BrainSettings settings;
    settings.name = "crosser";
    settings.symbol = "EUR_USD";
    settings.period = Period::minutes(1);
    settings.stateFile = std::filesystem::path(m_folder->path().toStdString()) / "state";
    auto brain = module->create();
    QVERIFY(brain);
    auto parameters = checkParameters(
        module->description(), {{"fast", std::int64_t{3}}, {"slow", std::int64_t{9}}});
    QVERIFY(parameters);
    m_host = std::make_unique<BrainHost>(m_world->add("crosser"), settings, std::move(*module),
        std::move(*brain), std::move(*parameters), 1);
    QTRY_VERIFY_WITH_TIMEOUT((m_world->settle(), m_host->isReady()), 30'000);
}

void TestBrainPlots::cleanup()
{
    m_host.reset();
    m_world.reset();
}

void TestBrainPlots::closeBar(int minute)
{
    m_router->publish(protocol::topics::closedBars("EUR_USD", Period::minutes(1)),
        protocol::encode(
            BarBatch{"EUR_USD", Period::minutes(1), {barAt(minute, closeOf(minute))}}));
    m_world->settle();
}

void TestBrainPlots::historyIsThereAtOnceAndEachBarBringsItsValues()
{
    Listener<PlotBatch> plots(*m_window, "crosser", protocol::topics::plots("crosser"));
    m_world->settle();
    QCOMPARE(plots.snapshots.size(), std::size_t(1));
    const auto &all = plots.snapshots.front();
    QVERIFY(all.brain == "crosser" && all.symbol == "EUR_USD" && all.period == Period::minutes(1));
    QCOMPARE(all.lines.size(), std::size_t(2));
    QCOMPARE(str(all.lines[0].title), QString("Fast average"));
    QCOMPARE(all.points.size(), std::size_t(40 - 2 + 40 - 8)); // what each average needs first
    for (const auto &point : all.points) {
        const auto minute = static_cast<int>((point.time - noon()) / std::chrono::minutes(1));
        QVERIFY(std::abs(point.value - meanOf(minute, point.line == 0 ? 3 : 9)) < 1e-9);
    }
    closeBar(40);
    closeBar(41);
    QCOMPARE(plots.updates.size(), std::size_t(2));
    const auto &news = plots.updates.back();
    QVERIFY(news.lines.empty());
    QCOMPARE(news.points.size(), std::size_t(2));
    QCOMPARE(news.points[1].time, noon() + std::chrono::minutes(41));
    QVERIFY(std::abs(news.points[1].value - meanOf(41, 9)) < 1e-9);
}

void TestBrainPlots::whoComesLaterSeesTheSame()
{
    Listener<PlotBatch> early(*m_window, "crosser", protocol::topics::plots("crosser"));
    m_world->settle();
    closeBar(40);
    auto &other = m_world->add("other");
    Listener<PlotBatch> late(other, "crosser", protocol::topics::plots("crosser"));
    m_world->settle();
    std::map<std::pair<int, Timestamp>, double> first;
    std::map<std::pair<int, Timestamp>, double> second;
    for (const auto *batches : {&early.snapshots, &early.updates})
        for (const auto &batch : *batches)
            for (const auto &point : batch.points)
                first[{point.line, point.time}] = point.value;
    for (const auto &batch : late.snapshots)
        for (const auto &point : batch.points)
            second[{point.line, point.time}] = point.value;
    QVERIFY(!first.empty() && first == second);
}

void TestBrainPlots::aBookKeepsTheNewestBarsOfEachLine()
{
    PlotBook book({{.key = "a"}, {.key = "b"}});
    const auto many = static_cast<int>(PlotBook::keptBars) + 10;
    for (int i = 0; i < many; ++i)
        QVERIFY(book.set("a", at(i), i));
    QVERIFY(book.set("b", at(0), 7));
    QVERIFY(!book.set("c", at(0), 7));
    const auto kept = book.snapshot();
    QCOMPARE(kept.size(), std::size_t(1));
    QCOMPARE(kept[0].size(), PlotBook::keptBars + 1);
    QCOMPARE(kept[0].front().time, at(10));
    QCOMPARE(kept[0].back().line, std::uint16_t(1));
}

void TestBrainPlots::aLaterValueReplacesTheEarlierOne()
{
    PlotBook book({{.key = "a"}});
    book.set("a", at(2), 2);
    book.set("a", at(1), 1);
    book.set("a", at(2), HUGE_VAL);
    const auto points = book.snapshot().front();
    QCOMPARE(points.size(), std::size_t(2));
    QCOMPARE(points[0].value, 1.0);
    QVERIFY(std::isnan(points[1].value)); // infinity is no value
    QCOMPARE(book.takeNews().size(), std::size_t(3));
    QVERIFY(book.takeNews().empty());
}

void TestBrainPlots::aLongSnapshotComesInBlocks()
{
    PlotBook book({{.key = "a"}, {.key = "b"}});
    for (int i = 0; i < static_cast<int>(PlotBook::keptBars); ++i) {
        book.set("a", at(i), i);
        book.set("b", at(i), -i);
    }
    const auto blocks = book.snapshot();
    QCOMPARE(blocks.size(), std::size_t(2));
    QCOMPARE(blocks[0].size(), PlotBook::blockPoints);
    QCOMPARE(blocks[0].size() + blocks[1].size(), 2 * PlotBook::keptBars);
}

QTEST_GUILESS_MAIN(TestBrainPlots)
#include "tst_brain_plots.moc"
