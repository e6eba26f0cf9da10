#pragma once

#include "engine/base/result.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace agora::agency {

/// A key pair of CURVE (Curve25519), each half as 40 characters of Z85 text.
struct KeyPair {
    std::string publicKey;
    std::string secretKey;
    bool operator==(const KeyPair &) const = default;
};

/// New random keys.
[[nodiscard]] KeyPair makeKeyPair();
/// 40 characters of Z85 that stand for 32 bytes.
[[nodiscard]] bool isKey(std::string_view text);

/// Who we are on tcp, and who may talk to us. One object may serve many transports.
struct Security {
    KeyPair own; ///< we use it both as a server and as a client
    /// May a client with this public key connect? Asked at each handshake, in a thread of its own:
    /// must be thread-safe. Empty = only `own` (all agents of one system can share one key).
    std::function<bool(std::string_view publicKey)> allows;
};
/// Shared because ports, links and the thread that answers handshakes all hold it.
using SecurityRef = std::shared_ptr<const Security>;

/// An endpoint as it is advertised: `tcp://host:port|<server's public key>`; so whoever is given
/// an address has all that it needs, but for a key of its own that the server allows. `ipc://` and
/// `inproc://` carry no key.
struct KeyedEndpoint {
    std::string address; ///< `tcp://host:port`
    std::string serverKey; ///< empty when the text has none

    [[nodiscard]] std::string toText() const;
    [[nodiscard]] static KeyedEndpoint fromText(std::string_view text);
    bool operator==(const KeyedEndpoint &) const = default;
};

/// The folder of an `ipc://` socket must be a folder of ours that nobody else may enter (0700): on
/// Linux that is what protects the socket. The error names the folder and what is wrong.
[[nodiscard]] Result<void> checkIpcEndpoint(const std::string &endpoint);

} // namespace agora::agency
