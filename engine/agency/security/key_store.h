#pragma once

#include "engine/agency/security/security.h"

#include <filesystem>
#include <vector>

namespace agora::agency {

/// The keys of one configuration: a folder (0700) with `NAME.key` (0600: public and secret key, a
/// line each) and `allowed/NAME.pub` for each client that may connect. Read anew at each question,
/// so that a key that is allowed now counts from the next handshake on.
class KeyStore {
public:
    /// `folder` is made when the first key is.
    explicit KeyStore(std::filesystem::path folder) : m_folder(std::move(folder)) {}

    struct Entry {
        std::string name;
        std::string publicKey;
        bool hasSecret = false; ///< ours, not only an allowed one
        bool isAllowed = false; ///< as a client
    };

    /// New keys; a name that is taken is refused. Names: letters, digits, “-”, “_” and “.”.
    [[nodiscard]] Result<KeyPair> make(const std::string &name) const;
    /// The error names the file: not there, open to others, or damaged.
    [[nodiscard]] Result<KeyPair> load(const std::string &name) const;
    /// A client with this public key may connect from now on.
    [[nodiscard]] Result<void> allow(const std::string &name, const std::string &publicKey) const;
    /// By name; a file that is damaged has an empty key.
    [[nodiscard]] std::vector<Entry> list() const;
    /// From any thread.
    [[nodiscard]] bool isAllowed(std::string_view publicKey) const;
    /// The keys of `name` together with the list of those allowed.
    [[nodiscard]] Result<SecurityRef> security(const std::string &name) const;

private:
    [[nodiscard]] std::filesystem::path keyFile(const std::string &name) const;
    [[nodiscard]] std::filesystem::path allowedFile(const std::string &name) const;
    [[nodiscard]] Result<void> prepare() const;

    std::filesystem::path m_folder;
};

} // namespace agora::agency
