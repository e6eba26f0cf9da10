#pragma once

#include "engine/agency/security/security.h"

#include <filesystem>
#include <string>
#include <vector>

namespace agora::agency {

/// Keys on disk: a JSON object {"public", "secret", "allowed": [public keys]} in a file of ours
/// that nobody else may read (0600). All agents of one system share one such file; the public keys
/// of other systems and windows that may connect stand in `allowed`.

/// The error names the file, and the member that is wrong.
[[nodiscard]] Result<SecurityRef> loadKeys(const std::filesystem::path &file);
/// New keys are made and written when there is no such file yet; its folder is made, too.
[[nodiscard]] Result<SecurityRef> loadOrMakeKeys(const std::filesystem::path &file);
/// The keys of this process: of the file that the environment names in AGORA_KEYS (children inherit
/// it); none when it names none or, with a warning, when it cannot be used.
[[nodiscard]] SecurityRef keysOfEnvironment();
inline constexpr const char *keysVariable = "AGORA_KEYS";
/// Never overwrites: a lost secret cannot be made again.
[[nodiscard]] Result<KeyPair> writeNewKeys(const std::filesystem::path &file);

/// What a key file holds, but for the secret.
struct KeyFileContent {
    std::string publicKey;
    std::vector<std::string> allowed; ///< public keys of others that may connect
};
[[nodiscard]] Result<KeyFileContent> readKeyFile(const std::filesystem::path &file);
/// Adds a public key to those that may connect; once is enough. Who loaded the file before does not
/// know it yet.
[[nodiscard]] Result<void> allowKey(
    const std::filesystem::path &file, const std::string &publicKey);

} // namespace agora::agency
