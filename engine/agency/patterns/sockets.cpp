#include "engine/agency/patterns/sockets.h"

#include "engine/agency/patterns/linked_socket.h"
#include "engine/agency/patterns/publish_sockets.h"
#include "engine/agency/patterns/push_sockets.h"
#include "engine/agency/patterns/raw_socket.h"
#include "engine/agency/patterns/request_sockets.h"
#include "engine/base/text.h"

namespace agora::agency {

namespace {

constexpr Duration burialRetry = std::chrono::milliseconds(1);

std::unique_ptr<Socket> makeSocket(SocketContext &context, SocketSetup setup)
{
    if (setup.address.serializer == Serializer::Raw)
        return std::make_unique<RawSocket>(context, std::move(setup));
    switch (setup.address.pattern) {
    case Pattern::Req:
        return std::make_unique<ReqSocket>(context, std::move(setup));
    case Pattern::AsyncReq:
        return std::make_unique<AsyncReqSocket>(context, std::move(setup));
    case Pattern::Rep:
    case Pattern::AsyncRep:
        return std::make_unique<RepSocket>(context, std::move(setup));
    case Pattern::Push:
        return std::make_unique<PushSocket>(context, std::move(setup));
    case Pattern::Pull:
        return std::make_unique<PullSocket>(context, std::move(setup));
    case Pattern::Pub:
    case Pattern::SyncPub:
        return std::make_unique<PubSocket>(context, std::move(setup));
    case Pattern::Sub:
    case Pattern::SyncSub:
        return std::make_unique<SubSocket>(context, std::move(setup));
    }
    AGORA_ENSURE(false);
}

} // namespace

Sockets::Sockets(Bus &bus, SocketsSetup setup)
    : m_setup(std::move(setup))
    , m_system(SocketDefaults::system())
    , m_context(bus, m_setup.defaults.over(m_system.valueOr({})), m_setup.resolve)
{
    bus.onForeignFrame([this](PeerRef from, Frame &frame) {
        if (m_ports.empty())
            return false;
        const auto found = m_ports.find(m_context.transport().portOf(from));
        if (found == m_ports.end())
            return false;
        found->second->take(from, frame);
        return true;
    });
    bus.describeWith("sockets", [this] { return describe(); });
}

Sockets::~Sockets()
{
    closeAll();
    auto &bus = m_context.bus();
    bus.onForeignFrame({});
    bus.describeWith("sockets", {});
    if (m_beat != 0)
        bus.stopTimer(m_beat);
    if (m_burial != 0)
        bus.stopTimer(m_burial);
}

// ---- opening

Result<Address> Sockets::bind(Pattern pattern, const std::string &wanted, BindOptions options)
{
    if (!m_system)
        return m_system.failure();
    const auto alias = aliasFor(pattern, wanted);
    if (const auto free = checkAlias(alias); !free)
        return free.failure();
    auto handlers = checkHandlers(pattern, options.handlers);
    if (!handlers)
        return handlers.failure();
    const auto address = placeFor(pattern, alias, options);
    if (!address)
        return address.failure();
    const auto socket = add({.alias = alias,
        .address = *address,
        .handlers = *std::move(handlers),
        .linger = options.linger.value_or(*defaults().linger),
        .queue = options.queue,
        .keepsLast = options.keepsLast,
        .advertise = options.advertise,
        .onGap = std::move(options.onGap),
        .security = options.security ? options.security : m_setup.security});
    return socket ? Result<Address>((*socket)->address()) : socket.failure();
}

Result<std::string> Sockets::connect(
    const Address &server, const std::string &wanted, ConnectOptions options)
{
    if (!m_system)
        return m_system.failure();
    if (server.role != SocketRole::Server)
        return fail("cannot connect to “" + server.toText() + "”: that is no server's address");
    if (const auto valid = server.validate(); !valid)
        return valid.failure();
    if (const auto known = find(server))
        return connectKnown(*known, wanted, options);
    const auto own = server.twin();
    const auto alias = aliasFor(own.pattern, wanted);
    if (const auto same = m_aliases.find(alias); same != m_aliases.end()) {
        auto &entry = m_sockets.at(same->second);
        if (!options.handlers.isEmpty())
            return fail("socket “" + alias + "” has its handlers; one more connection brings none");
        if (const auto done = entry.socket->connectAlso(server); !done)
            return done.failure();
        entry.addresses.push_back(server);
        return alias;
    }
    auto handlers = checkHandlers(own.pattern, options.handlers);
    if (!handlers)
        return handlers.failure();
    const auto socket = add({.alias = alias,
        .address = own,
        .handlers = *std::move(handlers),
        .linger = options.linger.value_or(*defaults().linger),
        .queue = options.queue,
        .onGap = std::move(options.onGap),
        .security = options.security ? options.security : m_setup.security});
    if (!socket)
        return socket.failure();
    return alias;
}

Result<std::string> Sockets::connectKnown(
    std::uint64_t id, const std::string &alias, const ConnectOptions &options)
{
    const auto &entry = m_sockets.at(id);
    if (entry.socket->address().role == SocketRole::Server)
        return fail("socket “" + entry.socket->alias() + "” cannot connect to itself");
    if (!options.handlers.isEmpty())
        return fail("already connected to “" + entry.addresses.front().toText() + "” as “"
            + entry.socket->alias()
            + "”; its handlers cannot be given again (subscribe changes them)");
    if (alias.empty())
        return entry.socket->alias();
    if (const auto same = m_aliases.find(alias); same != m_aliases.end() && same->second != id)
        return fail("the alias “" + alias + "” is taken by another socket");
    m_aliases[alias] = id;
    return alias;
}

Result<Socket *> Sockets::add(SocketSetup setup)
{
    const auto id = m_nextId++;
    const auto alias = setup.alias;
    const auto linger = setup.linger;
    auto socket = makeSocket(m_context, std::move(setup));
    if (const auto opened = socket->open(); !opened) {
        socket->close(Duration::zero());
        return opened.failure();
    }
    auto *made = socket.get();
    const auto known
        = made->address().role == SocketRole::Server ? made->address() : made->address().twin();
    m_sockets[id] = {.socket = std::move(socket), .linger = linger, .addresses = {known}};
    m_aliases[alias] = id;
    if (made->port() != PortRef{})
        m_ports[made->port()] = made;
    if (m_beat == 0)
        m_beat = m_context.bus().every(LinkedSocket::beatEvery, [this] { beat(); });
    return made;
}

void Sockets::beat()
{
    const auto now = steadyNow();
    std::vector<std::uint64_t> ids; // a handler of theirs may close any of them
    for (const auto &[id, entry] : m_sockets)
        ids.push_back(id);
    for (const auto id : ids) {
        if (const auto found = m_sockets.find(id); found != m_sockets.end())
            found->second.socket->beat(now);
    }
}

// ---- names and places

std::string Sockets::aliasFor(Pattern pattern, const std::string &wanted)
{
    return wanted.empty() ? std::string(toString(pattern)) + "-" + std::to_string(m_nextId)
                          : wanted;
}

Result<void> Sockets::checkAlias(const std::string &alias) const
{
    if (m_aliases.contains(alias))
        return fail("the alias “" + alias + "” is taken; close that socket first");
    return {};
}

Result<Handlers> Sockets::checkHandlers(Pattern pattern, const Handlers &given) const
{
    const std::string name(toString(pattern));
    if (given.isEmpty() && requiresHandler(pattern))
        return fail("a " + name + " socket requires a handler");
    const bool hasTopics = pattern == Pattern::Sub || pattern == Pattern::SyncSub;
    if (!given.byTopic().empty() && !hasTopics)
        return fail("a " + name + " socket has no topics; give one handler");
    const bool answers = pattern == Pattern::Rep || pattern == Pattern::AsyncRep
        || pattern == Pattern::SyncPub || pattern == Pattern::AsyncReq;
    if (given.all().size() > 1 && answers)
        return fail(
            "a " + name + " socket takes one handler, not " + std::to_string(given.all().size()));
    return m_context.resolved(given);
}

Result<std::string> Sockets::ipcPathFor(const std::string &alias, const std::string &at) const
{
    if (at.starts_with('/'))
        return at;
    if (at.empty() && m_setup.ipcPath)
        return m_setup.ipcPath(alias);
    if (m_setup.ipcFolder.empty())
        return fail("there is no folder for ipc sockets (give an absolute path, or use tcp)");
    if (at.find('/') != std::string::npos || at == "." || at == "..")
        return fail("“" + at + "” is no name for an ipc socket (a word or an absolute path)");
    const auto &bus = m_context.bus();
    const auto name
        = at.empty() ? bus.name() + "." + std::to_string(bus.epoch()) + "." + alias : at;
    return m_setup.ipcFolder + "/" + name + ".sock";
}

Result<Address> Sockets::placeFor(
    Pattern pattern, const std::string &alias, const BindOptions &options) const
{
    Address address{.transport = options.transport.value_or(*defaults().transport),
        .endpoint = options.at,
        .pattern = pattern,
        .role = SocketRole::Server,
        .serializer = options.serializer.value_or(*defaults().serializer)};
    if (address.transport == TransportKind::Ipc) {
        auto path = ipcPathFor(alias, options.at);
        if (!path)
            return path.failure();
        address.endpoint = *std::move(path);
    } else if (address.transport == TransportKind::Inproc && options.at.empty()) {
        address.endpoint = m_context.bus().name() + "." + alias;
    } else if (address.transport == TransportKind::Tcp) {
        auto host = HostPort::parse(options.at);
        if (!host)
            return host.failure();
        if (host->host.empty())
            host->host = defaults().host;
        host->port = host->port.value_or(0);
        address.endpoint = host->toText();
    }
    if (const auto valid = address.validate(); !valid)
        return valid.failure();
    return address;
}

Result<std::uint64_t> Sockets::find(const SocketKey &key) const
{
    if (const auto &wanted = key.address()) {
        for (const auto &[id, entry] : m_sockets) {
            for (const auto &address : entry.addresses) {
                if (address == *wanted || address.twin() == *wanted)
                    return id;
            }
        }
    } else if (const auto found = m_aliases.find(key.alias()); found != m_aliases.end()) {
        return found->second;
    }
    return fail("“" + m_context.bus().name() + "” has no socket “" + key.toText() + "”"
        + suggestion(key.toText(), aliases()));
}

Result<Socket *> Sockets::at(const SocketKey &key) const
{
    const auto id = find(key);
    return id ? Result<Socket *>(m_sockets.at(*id).socket.get()) : id.failure();
}

// ---- using

Result<void> Sockets::send(const SocketKey &key, const Value &value, const SendOptions &options)
{
    const auto socket = at(key);
    return socket ? (*socket)->send(value, options) : socket.failure();
}

Result<Value> Sockets::receive(const SocketKey &key, std::optional<Duration> limit)
{
    const auto socket = at(key);
    return socket ? (*socket)->receive(m_context.limitOr(limit)) : socket.failure();
}

Result<Value> Sockets::sendReceive(
    const SocketKey &key, const Value &value, std::optional<Duration> limit)
{
    if (const auto sent = send(key, value, {.limit = limit}); !sent)
        return sent.failure();
    return receive(key, limit);
}

Result<void> Sockets::subscribe(
    const SocketKey &key, const std::map<std::string, Handler> &handlers)
{
    const auto socket = at(key);
    if (!socket)
        return socket.failure();
    const auto resolved = m_context.resolved(Handlers(handlers));
    return resolved ? (*socket)->subscribe(resolved->byTopic()) : resolved.failure();
}

Result<void> Sockets::unsubscribe(const SocketKey &key, const std::vector<std::string> &topics)
{
    const auto socket = at(key);
    return socket ? (*socket)->unsubscribe(topics) : socket.failure();
}

Result<void> Sockets::waitForPeers(
    const SocketKey &key, std::size_t count, std::optional<Duration> limit)
{
    const auto socket = at(key);
    if (!socket)
        return socket.failure();
    const auto within = m_context.limitOr(limit);
    if (m_context.waitUntil([&] { return (*socket)->peersUp() >= count; }, within))
        return {};
    return fail(m_context.afterWaiting("“" + key.toText() + "” has "
            + std::to_string((*socket)->peersUp()) + " of " + std::to_string(count) + " peers",
        within));
}

// ---- closing

Result<void> Sockets::close(const SocketKey &key, std::optional<Duration> linger)
{
    const auto id = find(key);
    if (!id)
        return id.failure();
    bury(*id, linger.value_or(m_sockets.at(*id).linger));
    return {};
}

void Sockets::closeAll(std::optional<Duration> linger)
{
    while (!m_sockets.empty()) {
        const auto &[id, entry] = *m_sockets.begin();
        bury(id, linger.value_or(entry.linger));
    }
}

void Sockets::bury(std::uint64_t id, Duration linger)
{
    auto entry = m_sockets.extract(id);
    auto &socket = entry.mapped().socket;
    std::erase_if(m_aliases, [id](const auto &alias) { return alias.second == id; });
    m_ports.erase(socket->port());
    socket->close(linger);
    m_buried.push_back(std::move(socket));
    if (m_burial == 0)
        m_burial = m_context.bus().every(burialRetry, [this] {
            if (m_context.isBusy())
                return;
            m_buried.clear();
            m_context.bus().stopTimer(std::exchange(m_burial, 0));
        });
}

// ---- asking

bool Sockets::has(const SocketKey &key) const { return find(key).hasValue(); }

Result<Address> Sockets::addressOf(const SocketKey &key) const
{
    const auto socket = at(key);
    return socket ? Result<Address>((*socket)->address()) : socket.failure();
}

std::vector<std::string> Sockets::aliases() const
{
    std::vector<std::string> all;
    for (const auto &[alias, id] : m_aliases)
        all.push_back(alias);
    return all;
}

Value Sockets::describe() const
{
    Value all = Value::Object{};
    for (const auto &[alias, id] : m_aliases)
        all.set(alias, m_sockets.at(id).socket->describe());
    return all;
}

} // namespace agora::agency
