#pragma once

#include "engine/agents/router/venue_history.h"

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
///   market.fetch   {symbol, period, ranges} → {added, corrected}: of the venue; answered when all
///                  is stored
class MarketImport {
public:
    /// `changed` is called when stored bars are others than before.
    MarketImport(
        agency::Bus &bus, StoreWorker &store, VenueHistory &venue, VenueHistory::OnChanged changed);

private:
    struct Fetch;
    void offerImports();
    void offerMethods();
    void remove(const agency::Value &arguments, const agency::Answer &answer);
    void cover(const agency::Value &arguments, const agency::Answer &answer);
    void fetch(const agency::Value &arguments, const agency::Answer &answer);
    void fetchNext(const std::shared_ptr<Fetch> &fetch);

    agency::Bus &m_bus;
    StoreWorker &m_store;
    VenueHistory &m_venue;
    VenueHistory::OnChanged m_changed;
};

} // namespace agora
