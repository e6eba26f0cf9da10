#include "engine/agency/security/security.h"

#include "engine/base/paths.h"

#include <zmq.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace agora::agency {

namespace {
constexpr std::size_t keyLength = 40;
constexpr std::string_view z85
    = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#";
constexpr char separator = '|'; // no character of Z85, of a host or of a number
constexpr std::string_view ipcPrefix = "ipc://";
} // namespace

KeyPair makeKeyPair()
{
    std::array<char, keyLength + 1> publicKey{};
    std::array<char, keyLength + 1> secretKey{};
    AGORA_ENSURE(zmq_curve_keypair(publicKey.data(), secretKey.data()) == 0); // libzmq with CURVE
    return {.publicKey = publicKey.data(), .secretKey = secretKey.data()};
}

bool isKey(std::string_view text)
{
    std::array<std::uint8_t, 32> bytes{};
    return text.size() == keyLength && std::ranges::all_of(text, [](char each) {
        return z85.find(each) != std::string_view::npos;
    }) && zmq_z85_decode(bytes.data(), std::string(text).c_str()) != nullptr;
}

std::string KeyedEndpoint::toText() const
{
    return serverKey.empty() ? address : address + separator + serverKey;
}

KeyedEndpoint KeyedEndpoint::fromText(std::string_view text)
{
    const auto at = text.find(separator);
    if (at == std::string_view::npos)
        return {.address = std::string(text), .serverKey = {}};
    return {
        .address = std::string(text.substr(0, at)), .serverKey = std::string(text.substr(at + 1))};
}

Result<void> checkIpcEndpoint(const std::string &endpoint)
{
    constexpr std::size_t longestPath = 107; // sockaddr_un
    namespace fs = std::filesystem;
    const fs::path path(endpoint.substr(ipcPrefix.size()));
    if (path.is_relative())
        return fail("cannot listen at " + endpoint + ": the path must start at the root");
    if (path.native().size() > longestPath)
        return fail("cannot listen at " + endpoint + ": the path has "
            + std::to_string(path.native().size()) + " characters, " + std::to_string(longestPath)
            + " are possible");
    if (const auto isOurs = checkPrivateFolder(path.parent_path()); !isOurs)
        return fail("cannot listen at " + endpoint + ": " + isOurs.error().message);
    return {};
}

} // namespace agora::agency
