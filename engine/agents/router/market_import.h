#pragma once

#include "engine/agency/bus.h"
#include "engine/store/market_store.h"

#include <functional>
#include <memory>
#include <string>

namespace agora {

/// The Router's part in `agoractl data`: as the one writer of the store it takes in what others
/// read from files, and asks the Feeder for what they find missing.
///
/// Requests of the data plane, each answered with {added, replaced} when it is on disk:
///   market.import.ticks  TickBatch; all ticks of an instant belong into one
///   market.import.bars   BarBatch of complete bars
/// Methods; `period` is null for ticks, `ranges` a list of [from, to) in nanoseconds:
///   market.cover   {symbol, period, ranges}: no gaps any more
///   market.remove  {symbol, period, ranges} → {removed}
///   market.fetch   {symbol, period, ranges} → {added}: of the venue; answered when all is stored
class MarketImport {
public:
    /// `changed(symbol)` is called when stored history of an instrument is another than before.
    MarketImport(agency::Bus &bus, MarketStore &store,
        std::function<void(const std::string &symbol)> changed);

private:
    struct Fetch;
    template <typename Batch, typename Put>
    void offer(const char *name, Put put);
    void offerMethods();
    void remove(const agency::Value &arguments, const agency::Answer &answer);
    void cover(const agency::Value &arguments, const agency::Answer &answer);
    void fetch(const agency::Value &arguments, const agency::Answer &answer);
    void fetchNext(const std::shared_ptr<Fetch> &fetch);

    agency::Bus &m_bus;
    MarketStore &m_store;
    std::function<void(const std::string &)> m_changed;
};

} // namespace agora
