#include "engine/console/data_sink.h"

#include "engine/protocol/codec.h"

#include <future>

namespace agora::console {

namespace {

class StoreSink final : public DataSink {
public:
    explicit StoreSink(MarketStore store) : m_store(std::move(store)) {}

    Result<PutCounts> put(const std::string &symbol, std::span<const Tick> ticks) override
    {
        return m_store.mergeTicks(symbol, ticks);
    }
    Result<PutCounts> put(
        const std::string &symbol, Period period, std::span<const QuoteBar> bars) override
    {
        return m_store.mergeBars(symbol, period, bars);
    }
    Result<void> cover(
        const std::string &symbol, Period period, std::span<const TimeRange> ranges) override
    {
        for (const auto &range : ranges) {
            if (const auto added = m_store.addCoverage(symbol, period, range); !added)
                return added;
        }
        return {};
    }
    Result<std::uint64_t> remove(
        const std::string &symbol, std::optional<Period> period, TimeRange range) override
    {
        return m_store.remove(symbol, period, range);
    }
    Result<std::optional<std::uint64_t>> fetch(
        const std::string &, Period, std::span<const TimeRange>) override
    {
        return std::optional<std::uint64_t>();
    }
    Result<void> commit() override { return m_store.flush(); }
    std::size_t rowsAtOnce() const override { return 16'384; }

private:
    MarketStore m_store;
};

/// Speaks to the Router; see engine/agents/router/market_import.h for what it answers. It has each
/// block on disk before it answers.
class RouterSink final : public DataSink {
public:
    RouterSink(const ConsolePorts &ports) : m_ports(ports) {}

    Result<void> open(const std::string &profile)
    {
        auto link = m_ports.open(profile, m_inbox);
        if (!link)
            return link.failure();
        m_link = *std::move(link);
        const bool isUp = m_inbox.wait(m_ports.connectLimit, [](const Inbox::State &state) {
            return state.connection == client::Connection::Connected;
        });
        return isUp ? Result<void>() : fail("no engine answers");
    }

    Result<PutCounts> put(const std::string &symbol, std::span<const Tick> ticks) override
    {
        return send("market.import.ticks",
            protocol::encode(TickBatch{symbol, {ticks.begin(), ticks.end()}}));
    }
    Result<PutCounts> put(
        const std::string &symbol, Period period, std::span<const QuoteBar> bars) override
    {
        return send("market.import.bars",
            protocol::encode(BarBatch{symbol, period, {bars.begin(), bars.end()}}));
    }
    Result<void> cover(
        const std::string &symbol, Period period, std::span<const TimeRange> ranges) override
    {
        const auto covered = call("market.cover", named(symbol, period, ranges));
        return covered ? Result<void>() : Result<void>(covered.failure());
    }
    Result<std::uint64_t> remove(
        const std::string &symbol, std::optional<Period> period, TimeRange range) override
    {
        auto arguments = named(symbol, period, std::span(&range, 1));
        const auto removed = call("market.remove", arguments);
        if (!removed)
            return removed.failure();
        return static_cast<std::uint64_t>((*removed)["removed"].asInteger());
    }
    Result<std::optional<std::uint64_t>> fetch(
        const std::string &symbol, Period period, std::span<const TimeRange> ranges) override
    {
        std::uint64_t added = 0;
        for (const auto &range : ranges) { // one by one: a long gap takes the venue its time
            const auto fetched = call("market.fetch", named(symbol, period, std::span(&range, 1)));
            if (!fetched)
                return fetched.failure();
            added += static_cast<std::uint64_t>((*fetched)["added"].asInteger());
        }
        return std::optional(added);
    }
    Result<void> commit() override { return {}; }
    std::size_t rowsAtOnce() const override { return 8192; }

private:
    static agency::Value named(
        const std::string &symbol, std::optional<Period> period, std::span<const TimeRange> ranges)
    {
        agency::Value value;
        value.set("symbol", symbol);
        value.set("period", period ? agency::Value(period->toString()) : agency::Value());
        agency::Value list = agency::Value::Array{};
        for (const auto &range : ranges)
            list.append(agency::Value::Array{toNanos(range.from), toNanos(range.to)});
        value.set("ranges", list);
        return value;
    }

    template <typename Answer, typename Start>
    Result<Answer> wait(Start start)
    {
        // Shared with the client, which may answer after the wait was given up.
        const auto promise = std::make_shared<std::promise<Result<Answer>>>();
        auto answer = promise->get_future();
        start([promise](const Result<Answer> &given) { promise->set_value(given); });
        constexpr Duration slice = std::chrono::milliseconds(200);
        constexpr Duration patience = std::chrono::minutes(2);
        for (Duration waited{}; waited < patience; waited += slice) {
            if (answer.wait_for(slice) == std::future_status::ready)
                return answer.get();
            if (m_inbox.state().connection != client::Connection::Connected)
                return fail("the engine is gone");
        }
        return fail("the Router did not answer");
    }

    Result<PutCounts> send(const std::string &name, std::vector<std::byte> body)
    {
        using Bytes = std::vector<std::byte>;
        const auto reply = wait<Bytes>([&](client::BytesDone done) {
            m_link->request("router", name, std::move(body), std::move(done));
        });
        if (!reply)
            return reply.failure();
        const auto value = agency::Value::fromMessagePack(*reply);
        if (!value)
            return value.failure();
        return PutCounts{static_cast<std::uint64_t>((*value)["added"].asInteger()),
            static_cast<std::uint64_t>((*value)["replaced"].asInteger())};
    }

    Result<agency::Value> call(const std::string &method, const agency::Value &arguments)
    {
        return wait<agency::Value>([&](client::ValueDone done) {
            m_link->call("router", method, arguments, std::move(done));
        });
    }

    const ConsolePorts &m_ports;
    Inbox m_inbox; // outlives the line, which fills it
    std::unique_ptr<EngineLink> m_link;
};

} // namespace

Result<std::filesystem::path> storeFileOf(const std::string &profile)
{
    const auto paths = Paths::forProfile(profile);
    if (!paths)
        return paths.failure();
    return paths->data / "market.db";
}

Result<std::unique_ptr<DataSink>> openDataSink(
    const ConsolePorts &ports, const std::string &profile)
{
    const auto file = storeFileOf(profile);
    if (!file)
        return file.failure();
    std::error_code ignored;
    std::filesystem::create_directories(file->parent_path(), ignored); // opening tells the reason
    auto store = MarketStore::open(*file, MarketStore::Mode::ReadWrite);
    if (store)
        return std::unique_ptr<DataSink>(std::make_unique<StoreSink>(*std::move(store)));
    auto router = std::make_unique<RouterSink>(ports);
    if (!router->open(profile))
        return store.failure(); // names who holds it
    return std::unique_ptr<DataSink>(std::move(router));
}

} // namespace agora::console
