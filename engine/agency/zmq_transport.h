#pragma once

#include "engine/agency/transport.h"

#include <memory>
#include <set>
#include <string>

namespace agora::agency {

/// The transport over ZeroMQ: `ipc://…`, `tcp://…`, and `inproc://…` within this process.
/// `security` is who we are on tcp; none = the environment's keys (AGORA_KEYS); without either tcp
/// is refused.
[[nodiscard]] std::unique_ptr<Transport> makeZmqTransport(SecurityRef security = {});

/// The socket files that this process bound and has not removed yet. From any thread.
[[nodiscard]] std::set<std::string> boundSocketFiles();

/// Socket file of an `ipc://` endpoint is removed by the one who bound it; after a kill by whoever
/// cleans up.
[[nodiscard]] std::string ipcEndpoint(const std::string &folder, const std::string &name);

} // namespace agora::agency
