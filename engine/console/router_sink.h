#pragma once

#include "engine/console/data_sink.h"

namespace agora::console {

/// A line to the Router of the engine that runs for the profile; see
/// engine/agents/router/market_import.h for what it answers. It has each block on disk before it
/// answers. When the Router dies, the next one is waited for (`ConsolePorts::patience`, ended by
/// Ctrl-C, told on `err`) and asked again: whatever is asked twice is done once.
[[nodiscard]] Result<std::unique_ptr<DataSink>> openRouterSink(
    const ConsolePorts &ports, const std::string &profile);

} // namespace agora::console
