#include "brains/sdk/brain_module.h"
#include "tests/sdk/fake_brain_context.h"

#include "engine/base/random.h"

#include <QTest>

#include <stdexcept>

using namespace agora;
using test::FakeBrainContext;

/// The brains of the tree, loaded as the engine loads them and driven bar by bar.
class SmaCrossTest : public QObject {
    Q_OBJECT

    std::optional<BrainModule> m_module;
    std::optional<BrainInstance> m_brain;
    std::optional<FakeBrainContext> m_context;

    void start(const ParameterValues &given)
    {
        m_brain.emplace(m_module->create().value());
        m_context.emplace(m_module->description(), given);
        (*m_brain)->onStart(*m_context);
    }
    /// As after a crash: a new brain finds history, state and position as they were left.
    void restart()
    {
        m_brain.emplace(m_module->create().value());
        (*m_brain)->onStart(*m_context);
    }
    void feed(std::initializer_list<double> closes)
    {
        for (const double close : closes)
            m_context->feed(**m_brain, close);
    }
    QString orders() const
    {
        QStringList list;
        for (const auto &order : m_context->orders)
            list << QString::fromStdString(order);
        return list.join(", ");
    }
    static ParameterValues periods(const char *side = "both")
    {
        return {{"fast", std::int64_t{2}}, {"slow", std::int64_t{4}}, {"units", 100.0},
            {"side", std::string(side)}};
    }
    /// Averages of 2 and 4 closes: up-cross at bar 5, down-cross at bar 8, up-cross at bar 11.
    static constexpr std::initializer_list<double> wave
        = {10, 9, 8, 7, 6, 11, 12, 9, 5, 4, 6, 9, 9, 9};

private slots:
    void initTestCase()
    {
        auto module = BrainModule::load(AGORA_BINARY_DIR "/brains/sma_cross/sma_cross.so");
        QVERIFY2(module, module ? "" : module.error().message.c_str());
        m_module.emplace(std::move(module).value());
    }
    void cleanup()
    {
        m_context.reset();
        m_brain.reset();
    }

    void ordersFollowTheCrossesOfAKnownSeries()
    {
        start(periods());
        feed(wave);
        QCOMPARE(orders(), QString("5: buy 100 (long), 8: sell 200 (short), 11: buy 200 (long)"));
        QCOMPARE(m_context->signalNames, (std::vector<std::string>{"long", "short", "long"}));
        QCOMPARE(QString::fromStdString(m_context->held.toString()), QString("100"));
    }

    void oneSideOnlyGoesFlatInsteadOfTurning()
    {
        start(periods("long"));
        feed(wave);
        QCOMPARE(orders(), QString("5: buy 100 (long), 8: sell 100 (short), 11: buy 100 (long)"));
        start(periods("short"));
        feed(wave);
        QCOMPARE(orders(), QString("8: sell 100 (short), 11: buy 100 (long)"));
    }

    void aFlatMarketNeverCrosses()
    {
        start({});
        for (int i = 0; i < 200; ++i)
            feed({1.1});
        QCOMPARE(orders(), QString());
    }

    void aRestartAtAnyBarChangesNothing()
    {
        const std::uint64_t seed = 7;
        qInfo("seed %llu", static_cast<unsigned long long>(seed));
        const auto closes = [&] {
            Random random(seed);
            std::vector<double> values{1.1};
            while (values.size() < 400)
                values.push_back(values.back() + (random.uniform() - 0.5) * 0.001);
            return values;
        }();
        const ParameterValues given{{"fast", std::int64_t{3}}, {"slow", std::int64_t{8}}};
        start(given);
        for (const double close : closes)
            feed({close});
        const auto undisturbed = orders();
        QVERIFY(m_context->orders.size() > 20);

        start(given);
        for (std::size_t i = 0; i < closes.size(); ++i) {
            feed({closes[i]});
            if (i % 3 == 0) {
                restart();
                (*m_brain)->onBar(
                    *m_context, m_context->bars[0]); // the same bar is delivered again
            }
        }
        QCOMPARE(orders(), undisturbed);
    }

    void anOrderOnItsWayIsNotSentAgain()
    {
        start(periods());
        m_context->fillsOrders = false;
        feed({10, 9, 8, 7, 6, 11, 12, 13, 14});
        QCOMPARE(orders(), QString("5: buy 100 (long)"));
        feed({5}); // the buy has not filled yet, but it will
        QCOMPARE(orders(), QString("5: buy 100 (long), 9: sell 200 (short)"));
    }

    void aCrossMissedWhileAwayIsMadeGood()
    {
        start(periods());
        feed({10, 9, 8, 7, 6, 11});
        for (const double close : {10.0, 9.0, 5.0, 4.0})
            m_context->append(close); // the brain was not running
        restart();
        feed({3});
        QCOMPARE(orders(), QString("5: buy 100 (long), 10: sell 200 (late cross)"));
    }

    void theStateOfALaterRunIsNotUsed()
    {
        start(periods());
        feed({10, 9, 8, 7, 6});
        m_context->state = std::to_string(toNanos(m_context->time)); // bar 5 of an earlier replay
        m_context->time -= std::chrono::seconds(1);
        restart();
        feed({11});
        QCOMPARE(orders(), QString("5: buy 100 (long)"));
    }

    void impossibleParametersEndTheBrain()
    {
        m_brain.emplace(m_module->create().value());
        m_context.emplace(m_module->description(),
            ParameterValues{{"fast", std::int64_t{30}}, {"slow", std::int64_t{30}}});
        QVERIFY_EXCEPTION_THROWN((*m_brain)->onStart(*m_context), std::invalid_argument);
    }

    void theTemplateTalksAndTradesNothing()
    {
        const auto module
            = BrainModule::load(AGORA_BINARY_DIR "/brains/template/template.so").value();
        auto brain = module.create().value();
        FakeBrainContext context(module.description(),
            {{"every", std::int64_t{2}}, {"style", std::string("full")}, {"signals", true}});
        brain->onStart(context);
        for (const double close : {1.0, 2.0, 3.0, 4.0})
            context.feed(*brain, close);
        brain->onStop(context);
        QCOMPARE(context.lines.size(), std::size_t(3));
        QCOMPARE(context.signalNames.size(), std::size_t(2));
        QVERIFY(context.orders.empty());
        QCOMPARE(*context.state, std::string("stopped after 4 bars"));
    }
};

QTEST_APPLESS_MAIN(SmaCrossTest)
#include "tst_sma_cross.moc"
