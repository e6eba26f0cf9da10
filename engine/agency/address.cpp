#include "engine/agency/address.h"

#include "engine/base/text.h"

#include <array>

namespace agora::agency {

namespace {

template <typename T>
struct Name {
    T value;
    std::string_view text;
};
constexpr std::array<Name<TransportKind>, 3> transports{
    {{TransportKind::Inproc, "inproc"}, {TransportKind::Ipc, "ipc"}, {TransportKind::Tcp, "tcp"}}};
constexpr std::array<Name<Pattern>, 10> patterns{{{Pattern::Req, "REQ"}, {Pattern::Rep, "REP"},
    {Pattern::Push, "PUSH"}, {Pattern::Pull, "PULL"}, {Pattern::Pub, "PUB"}, {Pattern::Sub, "SUB"},
    {Pattern::AsyncReq, "ASYNC_REQ"}, {Pattern::AsyncRep, "ASYNC_REP"},
    {Pattern::SyncPub, "SYNC_PUB"}, {Pattern::SyncSub, "SYNC_SUB"}}};
constexpr std::array<Name<SocketRole>, 2> roles{
    {{SocketRole::Server, "server"}, {SocketRole::Client, "client"}}};
constexpr std::array<Name<Serializer>, 3> serializers{{{Serializer::Raw, "raw"},
    {Serializer::Json, "json"}, {Serializer::MessagePack, "messagepack"}}};

template <typename T, std::size_t N>
std::string_view nameOf(const std::array<Name<T>, N> &names, T value)
{
    for (const auto &name : names) {
        if (name.value == value)
            return name.text;
    }
    return {};
}

template <typename T, std::size_t N>
Result<T> valueOf(const std::array<Name<T>, N> &names, std::string_view what, std::string_view text)
{
    std::string known;
    for (const auto &name : names) {
        if (name.text == text)
            return name.value;
        known += (known.empty() ? "" : ", ") + std::string(name.text);
    }
    return fail(
        "“" + std::string(text) + "” is no " + std::string(what) + " (there are " + known + ")");
}

bool isIpv4(std::string_view text)
{
    const auto parts = split(text, '.');
    if (parts.size() != 4)
        return false;
    for (const auto part : parts) {
        const auto number = parseInteger(part);
        if (!number || part.size() > 3 || *number < 0 || *number > 255 || part[0] == '+')
            return false;
    }
    return true;
}

bool isIpv6(std::string_view text)
{
    return text.find(':') != std::string_view::npos && text.size() <= 45
        && text.find_first_not_of("0123456789abcdefABCDEF:.") == std::string_view::npos;
}

/// Sends whoever wrote a name the way to what is wanted.
Failure<Error> badHost(std::string_view host)
{
    return fail("“" + std::string(host)
        + "” is no IP address (a host is given by number, as in 127.0.0.1 or [::1])");
}

Result<std::uint16_t> parsePort(std::string_view text)
{
    const auto number = parseInteger(text);
    if (!number || *number < 0 || *number > 65535)
        return fail("“" + std::string(text) + "” is no port (0 to 65535)");
    return static_cast<std::uint16_t>(*number);
}

} // namespace

std::string_view toString(TransportKind transport) { return nameOf(transports, transport); }
std::string_view toString(Pattern pattern) { return nameOf(patterns, pattern); }
std::string_view toString(SocketRole role) { return nameOf(roles, role); }
std::string_view toString(Serializer serializer) { return nameOf(serializers, serializer); }

Result<TransportKind> parseTransport(std::string_view text)
{
    return valueOf(transports, "transport", text);
}
Result<Pattern> parsePattern(std::string_view text) { return valueOf(patterns, "pattern", text); }
Result<SocketRole> parseRole(std::string_view text) { return valueOf(roles, "role", text); }
Result<Serializer> parseSerializer(std::string_view text)
{
    return valueOf(serializers, "serializer", text);
}

Pattern twinOf(Pattern pattern)
{
    const auto number = static_cast<std::uint8_t>(pattern); // twins stand side by side
    return static_cast<Pattern>(number % 2 == 0 ? number + 1 : number - 1);
}

SocketRole twinOf(SocketRole role)
{
    return role == SocketRole::Server ? SocketRole::Client : SocketRole::Server;
}

bool requiresHandler(Pattern pattern)
{
    return pattern == Pattern::Rep || pattern == Pattern::Pull || pattern == Pattern::Sub
        || pattern == Pattern::AsyncRep || pattern == Pattern::SyncPub;
}

Result<HostPort> HostPort::parse(std::string_view text)
{
    HostPort parsed;
    std::optional<std::string_view> port;
    if (text.starts_with('[')) {
        const auto end = text.find(']');
        if (end == std::string_view::npos || !isIpv6(text.substr(1, end - 1)))
            return badHost(text);
        parsed.host = text.substr(1, end - 1);
        if (const auto rest = text.substr(end + 1); rest.starts_with(':'))
            port = rest.substr(1);
        else if (!rest.empty())
            return badHost(text);
    } else if (isIpv6(text) && split(text, ':').size() > 2) {
        parsed.host = text;
    } else {
        const auto colon = text.find(':');
        parsed.host = text.substr(0, colon);
        if (colon != std::string_view::npos)
            port = text.substr(colon + 1);
        if (!parsed.host.empty() && !isIpv4(parsed.host))
            return badHost(parsed.host);
    }
    if (port) {
        const auto number = parsePort(*port);
        if (!number)
            return number.failure();
        parsed.port = *number;
    }
    return parsed;
}

Result<HostPort> HostPort::from(const Value &value)
{
    if (value.isNull())
        return HostPort{};
    if (value.isText())
        return parse(value.asText());
    if (value.contains("endpoint")) {
        const auto address = Address::from(value);
        if (!address)
            return address.failure();
        if (address->transport != TransportKind::Tcp)
            return fail("“" + address->toText() + "” has no host and port");
        return parse(address->endpoint.substr(0, address->endpoint.find('|')));
    }
    if (!value.contains("host") && !value.contains("port"))
        return fail(value.toJson() + " is no address (expected host:port)");
    auto parsed = parse(value["host"].asText());
    if (!parsed || value["port"].isNull())
        return parsed;
    const auto port = parsePort(value["port"].toJson());
    if (!port)
        return port.failure();
    parsed->port = *port;
    return parsed;
}

std::string HostPort::toText() const
{
    const auto name = host.find(':') == std::string::npos ? host : "[" + host + "]";
    return port ? name + ":" + std::to_string(*port) : name;
}

Result<void> Address::validate() const
{
    const auto problem
        = [this](const char *what) { return fail("address “" + toText() + "”: " + what); };
    if (endpoint.empty())
        return problem("it has no endpoint");
    if (transport == TransportKind::Ipc && !endpoint.starts_with('/'))
        return problem("an ipc endpoint is the absolute path of a file");
    if (transport == TransportKind::Tcp) {
        const auto host = HostPort::parse(endpoint.substr(0, endpoint.find('|')));
        if (!host)
            return host.failure();
        if (host->host.empty() || !host->port)
            return problem("a tcp endpoint is host:port");
    }
    const bool isPlain = pattern < Pattern::AsyncReq;
    if (serializer == Serializer::Raw && !isPlain)
        return problem("plain ZeroMQ has no such pattern, so it cannot be raw");
    return {};
}

Address Address::twin() const
{
    auto other = *this;
    other.pattern = twinOf(pattern);
    other.role = twinOf(role);
    return other;
}

std::string Address::url() const { return std::string(toString(transport)) + "://" + endpoint; }

std::string Address::toText() const
{
    return std::string(toString(pattern)) + ' ' + std::string(toString(role)) + ' '
        + std::string(toString(serializer)) + ' ' + url();
}

Result<Address> Address::parse(std::string_view text)
{
    std::array<std::string_view, 4> words;
    auto rest = text;
    for (std::size_t i = 0; i < 3; ++i) { // the endpoint, last, may hold spaces
        const auto space = rest.find(' ');
        words.at(i) = rest.substr(0, space);
        rest = space == std::string_view::npos ? std::string_view() : rest.substr(space + 1);
    }
    const auto colon = rest.find("://");
    if (colon == std::string_view::npos)
        return fail("“" + std::string(text)
            + "” is no address (as in `REP server messagepack tcp://127.0.0.1:5555`)");
    Value value;
    value.set("pattern", words[0]);
    value.set("role", words[1]);
    value.set("serializer", words[2]);
    value.set("transport", rest.substr(0, colon));
    value.set("endpoint", rest.substr(colon + 3));
    return from(value);
}

Value Address::toValue() const
{
    Value value;
    value.set("transport", toString(transport));
    value.set("endpoint", endpoint);
    value.set("pattern", toString(pattern));
    value.set("role", toString(role));
    value.set("serializer", toString(serializer));
    return value;
}

Result<Address> Address::from(const Value &value)
{
    if (value.isText())
        return parse(value.asText());
    if (!value.isObject())
        return fail(value.toJson() + " is no address");
    const auto transport = parseTransport(value["transport"].asText());
    const auto pattern = parsePattern(value["pattern"].asText());
    const auto role = parseRole(value["role"].asText());
    const auto serializer = parseSerializer(value["serializer"].asText());
    if (!transport)
        return transport.failure();
    if (!pattern)
        return pattern.failure();
    if (!role)
        return role.failure();
    if (!serializer)
        return serializer.failure();
    const Address address{.transport = *transport,
        .endpoint = value["endpoint"].asText(),
        .pattern = *pattern,
        .role = *role,
        .serializer = *serializer};
    if (const auto valid = address.validate(); !valid)
        return valid.failure();
    return address;
}

} // namespace agora::agency
