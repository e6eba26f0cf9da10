#include "engine/base/paths.h"
#include "engine/protocol/codec.h"
#include "tests/protocol/random_message.h"

#include <QTest>

#include <random>
#include <set>

using namespace agora;
using namespace agora::protocol;

namespace {

constexpr std::uint64_t goldenSeed = 2;

template <typename Message>
struct Kind {
    using Type = Message;
    const char *name;
};

/// Calls `visit` with a Kind of every message there is.
template <typename Visit>
void forEachMessage(Visit visit)
{
    visit(Kind<TickBatch>{"TickBatch"});
    visit(Kind<BarBatch>{"BarBatch"});
    visit(Kind<BarRequest>{"BarRequest"});
    visit(Kind<TickRequest>{"TickRequest"});
    visit(Kind<HistoryRequest>{"HistoryRequest"});
    visit(Kind<HistoryReply>{"HistoryReply"});
    visit(Kind<OrderRequest>{"OrderRequest"});
    visit(Kind<CancelRequest>{"CancelRequest"});
    visit(Kind<ModifyRequest>{"ModifyRequest"});
    visit(Kind<PlotBatch>{"PlotBatch"});
    visit(Kind<OrderBatch>{"OrderBatch"});
    visit(Kind<FillBatch>{"FillBatch"});
    visit(Kind<TradeBatch>{"TradeBatch"});
    visit(Kind<PositionBatch>{"PositionBatch"});
    visit(Kind<ReportBatch>{"ReportBatch"});
    visit(Kind<Account>{"Account"});
    visit(Kind<EquityBatch>{"EquityBatch"});
    visit(Kind<SignalBatch>{"SignalBatch"});
    visit(Kind<LogBatch>{"LogBatch"});
}

std::string toHex(const Bytes &bytes)
{
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        constexpr const char *digits = "0123456789abcdef";
        const auto value = std::to_integer<unsigned>(bytes[i]);
        text.push_back(digits[value / 16]);
        text.push_back(digits[value % 16]);
        text.push_back(i % 32 == 31 || i + 1 == bytes.size() ? '\n' : ' ');
    }
    return text;
}

bool startsWith(const std::string &text, const std::string &start)
{
    return text.compare(0, start.size(), start) == 0;
}

/// The name of `pattern`'s family: all before its first placeholder.
std::string family(std::string_view pattern)
{
    return std::string(pattern.substr(0, pattern.find('<')));
}

template <typename Message>
std::string problemOf(const Message &message)
{
    const auto decoded = decode<Message>(encode(message));
    return decoded ? "" : decoded.error().message;
}

} // namespace

class CodecTest : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        m_seed = qEnvironmentVariableIsSet("AGORA_TEST_SEED")
            ? qgetenv("AGORA_TEST_SEED").toULongLong()
            : (std::uint64_t{std::random_device{}()} << 32 | std::random_device{}());
        qInfo("seed: AGORA_TEST_SEED=%llu", static_cast<unsigned long long>(m_seed));
    }

    void everyMessageComesBackAsItWas()
    {
        RandomMessage random(m_seed);
        forEachMessage([&](auto kind) {
            using Message = typename decltype(kind)::Type;
            for (int i = 0; i < 200; ++i) {
                const auto message = random.make<Message>();
                const auto decoded = decode<Message>(encode(message));
                QVERIFY2(decoded, decoded ? "" : decoded.error().message.c_str());
                QVERIFY2(*decoded == message, kind.name);
            }
        });
    }

    void anEmptyMessageComesBackEmpty()
    {
        forEachMessage([](auto kind) {
            using Message = typename decltype(kind)::Type;
            const auto decoded = decode<Message>(encode(Message{}));
            QVERIFY2(decoded && *decoded == Message{}, kind.name);
        });
    }

    void bytesAtAnOddAddressAreRead()
    {
        RandomMessage random(m_seed);
        const auto message = random.make<HistoryReply>();
        const auto bytes = encode(message);
        for (std::size_t shift = 1; shift < 8; ++shift) {
            Bytes shifted(bytes.size() + shift);
            std::copy(bytes.begin(), bytes.end(), shifted.begin() + static_cast<long>(shift));
            const auto decoded = decode<HistoryReply>(std::span(shifted).subspan(shift));
            QVERIFY(decoded && *decoded == message);
        }
    }

    void aCutMessageNeverCrashes()
    {
        RandomMessage random(m_seed);
        forEachMessage([&](auto kind) {
            using Message = typename decltype(kind)::Type;
            const auto bytes = encode(random.make<Message>());
            for (std::size_t length = 0; length < bytes.size(); ++length) {
                // A buffer of its own, so that a sanitizer sees a read behind its end.
                const Bytes cut(bytes.begin(), bytes.begin() + static_cast<long>(length));
                const auto decoded = decode<Message>(cut);
                QVERIFY2(decoded || startsWith(decoded.error().message, kind.name), kind.name);
                QVERIFY2(length * 2 > bytes.size() || !decoded, kind.name);
            }
        });
    }

    void damagedBytesNeverCrash()
    {
        RandomMessage random(m_seed);
        Random dice(m_seed + 1);
        forEachMessage([&](auto kind) {
            using Message = typename decltype(kind)::Type;
            for (int round = 0; round < 1500; ++round) {
                auto bytes = encode(random.make<Message>());
                for (auto left = 1 + dice.below(4); left > 0; --left) {
                    const auto bit = static_cast<unsigned char>(1U << dice.below(8));
                    bytes[dice.below(bytes.size())] ^= std::byte{bit};
                }
                const auto decoded = decode<Message>(bytes);
                if (!decoded)
                    QVERIFY2(startsWith(decoded.error().message, kind.name),
                        decoded.error().message.c_str());
                else
                    QVERIFY2(decode<Message>(encode(*decoded)), kind.name);
            }
        });
    }

    void noiseIsRefused()
    {
        Random dice(m_seed);
        forEachMessage([&](auto kind) {
            using Message = typename decltype(kind)::Type;
            for (int round = 0; round < 300; ++round) {
                Bytes noise(dice.below(200));
                for (auto &byte : noise)
                    byte = static_cast<std::byte>(dice.below(256));
                const auto decoded = decode<Message>(noise);
                QVERIFY2(!decoded, kind.name);
                QVERIFY(startsWith(decoded.error().message, std::string(kind.name) + ": "));
            }
        });
    }

    void oneMessageIsNotTakenForAnother()
    {
        forEachMessage([](auto sent) {
            using Sent = typename decltype(sent)::Type;
            const auto bytes = encode(Sent{});
            forEachMessage([&](auto expected) {
                using Expected = typename decltype(expected)::Type;
                if constexpr (!std::is_same_v<Sent, Expected>) {
                    const auto decoded = decode<Expected>(bytes);
                    QVERIFY(!decoded);
                    QCOMPARE(decoded.error().message,
                        std::string(expected.name) + ": the bytes are no " + expected.name);
                }
            });
        });
    }

    void valuesThatTheModelDoesNotHaveAreRefused()
    {
        OrderRequest request;
        request.side = static_cast<OrderSide>(2);
        QCOMPARE(problemOf(request), std::string("OrderRequest: order side 2 does not exist"));
        request.side = OrderSide::Buy;
        request.type = static_cast<OrderType>(3);
        QCOMPARE(problemOf(request), std::string("OrderRequest: order type 3 does not exist"));
        request.type = OrderType::Limit;
        request.timeInForce = static_cast<TimeInForce>(4);
        QCOMPARE(problemOf(request), std::string("OrderRequest: time in force 4 does not exist"));
        Order order;
        order.state = static_cast<OrderState>(8);
        QCOMPARE(problemOf(OrderBatch{{order}}),
            std::string("OrderBatch: order state 8 does not exist"));
        ExecutionReport report;
        report.state = static_cast<OrderState>(255);
        QCOMPARE(problemOf(ReportBatch{{report}}),
            std::string("ReportBatch: order state 255 does not exist"));
        Trade trade;
        trade.side = static_cast<OrderSide>(9);
        QCOMPARE(problemOf(TradeBatch{{Trade{}, trade}}),
            std::string("TradeBatch: order side 9 does not exist"));
        PlotLine line;
        line.style = static_cast<PlotStyle>(4);
        QCOMPARE(problemOf(PlotBatch{.lines = {line}}),
            std::string("PlotBatch: plot style 4 does not exist"));
        LogRecord record;
        record.level = static_cast<LogLevel>(4);
        QCOMPARE(
            problemOf(LogBatch{{record}}), std::string("LogBatch: log level 4 does not exist"));
    }

    void aPeriodThatDoesNotExistIsRefused()
    {
        for (const int count : {0, -1, 7, 2'000'000}) {
            const auto problem = problemOf(BarRequest{"X", Period::minutes(count), 1});
            QVERIFY2(startsWith(problem, "BarRequest: "), problem.c_str());
        }
    }

    /// However many bars follow on however many.
    void barsWrittenOneBatchAfterTheOtherAreThoseOfEncode()
    {
        RandomMessage random(m_seed);
        Random dice(m_seed);
        BarBatchWriter writer("EUR_USD", Period::minutes(5));
        for (int round = 0; round < 300; ++round) {
            auto batch = random.make<BarBatch>();
            batch.symbol = "EUR_USD";
            batch.period = Period::minutes(5);
            if (!batch.bars.empty())
                batch.bars.resize(1 + dice.below(2), batch.bars.front());
            QVERIFY(writer.write(batch.bars) == encode(batch));
        }
    }

    void aHundredThousandBarsFitInOneReply()
    {
        HistoryReply reply;
        reply.bars = {"EUR_USD", Period::minutes(1), std::vector<QuoteBar>(100'000)};
        reply.tail = {"EUR_USD", std::vector<Tick>(100'000)};
        const auto decoded = decode<HistoryReply>(encode(reply));
        QVERIFY(decoded && *decoded == reply);
    }

    /// To accept a change of the wire format: run once with AGORA_WRITE_GOLDEN=1 and look at the
    /// difference.
    void theWireFormatIsTheOneOnFile()
    {
        forEachMessage([](auto kind) {
            using Message = typename decltype(kind)::Type;
            const auto file = std::filesystem::path(AGORA_FIXTURES) / "protocol"
                / (kind.name + std::string(".hex"));
            const auto hex = toHex(encode(RandomMessage(goldenSeed).make<Message>()));
            if (qEnvironmentVariableIsSet("AGORA_WRITE_GOLDEN"))
                QVERIFY(writeFileAtomically(file, hex));
            const auto known = readFile(file);
            QVERIFY2(known, file.c_str());
            QVERIFY2(*known == hex, kind.name);
        });
    }

    void theTopicTableNamesEveryTopicOnce()
    {
        std::set<std::string> messages;
        forEachMessage([&](auto kind) { messages.insert(kind.name); });
        std::set<std::string> families;
        for (const auto &row : topicTable()) {
            QVERIFY2(families.insert(family(row.pattern)).second, row.pattern);
            QVERIFY2(messages.contains(row.message), row.message);
            QVERIFY2(*row.publisher && *row.meaning, row.pattern);
        }
        for (const std::string topic :
            {topics::reports, topics::orders, topics::fills, topics::trades, topics::positions,
                topics::account, topics::equity, topics::allSignals, topics::log})
            QVERIFY2(families.erase(topic) == 1, topic.c_str());
        QCOMPARE(families,
            (std::set<std::string>{"bars/", "closed/", "fills-of/", "orders-of/", "paced/",
                "plots/", "signals-of/", "ticks/"}));
    }

    void topicsAreWrittenAsTheTableSays()
    {
        QCOMPARE(topics::ticks("EUR_USD"), std::string("ticks/EUR_USD"));
        QCOMPARE(topics::bars("EUR_USD", Period::minutes(1)), std::string("bars/EUR_USD/M1"));
        QCOMPARE(topics::closedBars("EUR_USD", Period::hours(4)), std::string("closed/EUR_USD/H4"));
        QCOMPARE(topics::pacedBars("EUR_USD", Period::minutes(5), 250),
            std::string("paced/EUR_USD/M5/250"));
        QCOMPARE(topics::ownOrders("sma"), std::string("orders-of/sma"));
        QCOMPARE(topics::ownFills("sma"), std::string("fills-of/sma"));
        QCOMPARE(topics::plots("sma"), std::string("plots/sma"));
        QCOMPARE(topics::signalsOf("sma"), std::string("signals-of/sma"));
    }

private:
    std::uint64_t m_seed = 0;
};

QTEST_APPLESS_MAIN(CodecTest)
#include "tst_codec.moc"
