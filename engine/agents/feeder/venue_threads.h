#pragma once

#include "engine/agency/worker_thread.h"
#include "engine/market/market_feed.h"
#include "engine/market/rate_limiter.h"

namespace agora {

/// What the venue's stream thread does: connects the feed, and connects it again.
void runStream(MarketFeed &feed, agency::AgentPort &port, BackOff &backOff);
/// What the venue's request thread does: answers one page at a time, each request in turn, within
/// the venue's limits, and tries again what a lost line cost.
void runRequests(MarketFeed &feed, agency::AgentPort &port, BackOff &backOff);

} // namespace agora
