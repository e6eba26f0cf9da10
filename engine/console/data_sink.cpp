#include "engine/console/data_sink.h"

#include "engine/console/router_sink.h"

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

} // namespace

Result<std::filesystem::path> storeFileOf(const std::string &profile)
{
    const auto paths = Paths::forProfile(profile);
    if (!paths)
        return paths.failure();
    return paths->data / "market.db";
}

std::optional<std::filesystem::path> replayStoreFileOf(const std::string &profile)
{
    const auto paths = Paths::forProfile(profile);
    if (!paths)
        return std::nullopt;
    const auto file = paths->data / "replay" / "market.db"; // engine/overmind/engine_run.cpp
    std::error_code ignored;
    // SQLite keeps that second file as long as somebody has the store open.
    const bool isOpen = std::filesystem::exists(file.string() + "-wal", ignored);
    return isOpen ? std::optional(file) : std::nullopt;
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
    auto router = openRouterSink(ports, profile);
    if (!router)
        return store.failure(); // names who holds it
    return router;
}

} // namespace agora::console
