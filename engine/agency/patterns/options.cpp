#include "engine/agency/patterns/options.h"

#include <cstdlib>

namespace agora::agency {

namespace {

/// `forever`, `500ms`, `2s`.
Result<Duration> parseLinger(std::string_view text)
{
    if (text == "forever")
        return Duration(-1);
    return parseDuration(text);
}

/// The variable's value through `parse`; nothing when it is not set.
template <typename T, typename Parse>
Result<void> read(const char *variable, std::optional<T> &into, const Parse &parse)
{
    const char *text = std::getenv(variable);
    if (text == nullptr || *text == '\0')
        return {};
    auto value = parse(text);
    if (!value)
        return fail("environment variable " + std::string(variable) + ": " + value.error().message);
    into = *std::move(value);
    return {};
}

} // namespace

SocketDefaults SocketDefaults::over(const SocketDefaults &system) const
{
    return {.transport = transport ? transport : system.transport,
        .serializer = serializer ? serializer : system.serializer,
        .linger = linger ? linger : system.linger,
        .limit = limit ? limit : system.limit,
        .host = host.empty() ? system.host : host};
}

Result<SocketDefaults> SocketDefaults::system()
{
    SocketDefaults said;
    std::optional<HostPort> host;
    for (const auto &done : {read("AGORA_TRANSPORT", said.transport, parseTransport),
             read("AGORA_SERIALIZER", said.serializer, parseSerializer),
             read("AGORA_LINGER", said.linger, parseLinger),
             read("AGORA_HOST", host, HostPort::parse)}) {
        if (!done)
            return done.failure();
    }
    if (host)
        said.host = host->host;
    return said.over({.transport = TransportKind::Ipc,
        .serializer = Serializer::MessagePack,
        .linger = std::chrono::seconds(1),
        .limit = std::chrono::seconds(10),
        .host = "127.0.0.1"});
}

} // namespace agora::agency
