#include "engine/agency/agent_operations.h"

#include "engine/agency/agent.h"

namespace agora::agency {

namespace {

using Body = std::function<Result<Value>(const Value &arguments)>;

/// Success as the value true.
Result<Value> done(const Result<void> &result)
{
    return result ? Result<Value>(Value(true)) : result.failure();
}

/// An argument that may be left out, read by `parse`.
template <typename T, typename Parse>
Result<std::optional<T>> optional(const Value &value, const Parse &parse)
{
    if (value.isNull())
        return std::optional<T>();
    auto read = parse(value);
    if (!read)
        return read.failure();
    return std::optional<T>(*std::move(read));
}

const auto transportFrom = [](const Value &value) { return parseTransport(value.asText()); };
const auto serializerFrom = [](const Value &value) { return parseSerializer(value.asText()); };
const auto policyFrom = [](const Value &value) { return parseQueuePolicy(value.asText()); };

/// A socket is named by an alias or by its address.
Result<SocketKey> keyFrom(const Value &value)
{
    if (value.isText())
        return SocketKey(value.asText());
    auto address = Address::from(value);
    return address ? Result<SocketKey>(SocketKey(*std::move(address))) : address.failure();
}

Result<Value> bind(Agent &agent, const Value &arguments)
{
    const auto pattern = parsePattern(arguments["pattern"].asText());
    auto handlers = Handlers::from(arguments["handler"]);
    const auto transport = optional<TransportKind>(arguments["transport"], transportFrom);
    const auto serializer = optional<Serializer>(arguments["serializer"], serializerFrom);
    const auto linger = optional<Duration>(arguments["linger"], durationFrom);
    const auto policy = optional<QueuePolicy>(arguments["policy"], policyFrom);
    if (!pattern)
        return pattern.failure();
    if (!handlers)
        return handlers.failure();
    if (!transport)
        return transport.failure();
    if (!serializer)
        return serializer.failure();
    if (!linger)
        return linger.failure();
    if (!policy)
        return policy.failure();
    QueueLimits queue{.policy = *policy};
    if (const auto limit = arguments["queue"].asInteger(); limit > 0)
        queue.limit = static_cast<std::size_t>(limit);
    const auto address = agent.bind(*pattern, arguments["alias"].asText(),
        {.handlers = *std::move(handlers),
            .at = arguments["at"].asText(),
            .transport = *transport,
            .serializer = *serializer,
            .advertise = arguments["advertise"].asText(),
            .linger = *linger,
            .queue = queue,
            .keepsLast = arguments["keep_last"].asBool()});
    return address ? Result<Value>(address->toValue()) : address.failure();
}

/// With agent and socket it asks that agent, which must not be this one.
Result<Value> connect(Agent &agent, const Value &arguments)
{
    auto handlers = Handlers::from(arguments["handler"]);
    const auto linger = optional<Duration>(arguments["linger"], durationFrom);
    if (!handlers)
        return handlers.failure();
    if (!linger)
        return linger.failure();
    const auto address = arguments.contains("agent")
        ? socketAddress(agent.proxy(arguments["agent"].asText()), arguments["socket"].asText())
        : Address::from(arguments["address"]);
    if (!address)
        return address.failure();
    const auto alias = agent.connect(*address, arguments["alias"].asText(),
        {.handlers = *std::move(handlers), .linger = *linger});
    return alias ? Result<Value>(Value(*alias)) : alias.failure();
}

Result<Value> send(Agent &agent, const Value &arguments)
{
    const auto key = keyFrom(arguments["socket"]);
    const auto limit = optional<Duration>(arguments["limit"], durationFrom);
    const auto wait = optional<Duration>(arguments["wait"], durationFrom);
    if (!key)
        return key.failure();
    if (!limit)
        return limit.failure();
    if (!wait)
        return wait.failure();
    SendOptions options{.topic = arguments["topic"].asText(),
        .limit = *limit,
        .wait = wait->value_or(Duration::zero())};
    if (const auto &handler = arguments["handler"].asText(); !handler.empty())
        options.onReply = handler;
    return done(agent.send(*key, arguments["value"], options));
}

Result<Value> request(Agent &agent, const Value &arguments)
{
    const auto key = keyFrom(arguments["socket"]);
    const auto limit = optional<Duration>(arguments["limit"], durationFrom);
    if (!key)
        return key.failure();
    return limit ? agent.sendReceive(*key, arguments["value"], *limit) : limit.failure();
}

Result<Value> subscribe(Agent &agent, const Value &arguments)
{
    const auto key = keyFrom(arguments["socket"]);
    const auto handlers = Handlers::from(arguments["topics"]);
    if (!key)
        return key.failure();
    if (!handlers)
        return handlers.failure();
    return done(agent.sockets().subscribe(*key, handlers->byTopic()));
}

Result<Value> unsubscribe(Agent &agent, const Value &arguments)
{
    const auto key = keyFrom(arguments["socket"]);
    if (!key)
        return key.failure();
    std::vector<std::string> topics;
    if (const auto &given = arguments["topics"]; given.isArray()) {
        for (const auto &topic : given.asArray())
            topics.push_back(topic.asText());
    } else {
        topics.push_back(given.asText());
    }
    return done(agent.sockets().unsubscribe(*key, topics));
}

Result<Value> close(Agent &agent, const Value &arguments)
{
    const auto key = keyFrom(arguments["socket"]);
    const auto linger = optional<Duration>(arguments["linger"], durationFrom);
    if (!key)
        return key.failure();
    return linger ? done(agent.sockets().close(*key, *linger)) : linger.failure();
}

Result<Value> closeAll(Agent &agent, const Value &arguments)
{
    const auto linger = optional<Duration>(arguments["linger"], durationFrom);
    if (!linger)
        return linger.failure();
    agent.sockets().closeAll(*linger);
    return Value(true);
}

Result<Value> address(Agent &agent, const Value &arguments)
{
    const auto key = keyFrom(arguments["socket"]);
    if (!key)
        return key.failure();
    const auto found = agent.sockets().addressOf(*key);
    return found ? Result<Value>(found->toValue()) : found.failure();
}

Result<Value> hasSocket(Agent &agent, const Value &arguments)
{
    const auto key = keyFrom(arguments["socket"]);
    return key ? Result<Value>(Value(agent.sockets().has(*key))) : key.failure();
}

Result<Value> waitPeers(Agent &agent, const Value &arguments)
{
    const auto key = keyFrom(arguments["socket"]);
    const auto limit = optional<Duration>(arguments["limit"], durationFrom);
    if (!key)
        return key.failure();
    if (!limit)
        return limit.failure();
    const auto count = std::max<std::int64_t>(arguments["count"].asInteger(1), 0);
    return done(agent.sockets().waitForPeers(*key, static_cast<std::size_t>(count), *limit));
}

Result<Value> startTimer(Agent &agent, const Value &arguments, bool isPeriodic)
{
    const auto time = durationFrom(arguments[isPeriodic ? "period" : "delay"]);
    if (!time)
        return time.failure();
    const auto &method = arguments["method"].asText();
    const auto &alias = arguments["alias"].asText();
    const auto id = isPeriodic ? agent.every(*time, method, arguments["arguments"], alias)
                               : agent.after(*time, method, arguments["arguments"], alias);
    return id ? Result<Value>(Value(*id)) : id.failure();
}

Result<Value> stopTimer(Agent &agent, const Value &arguments)
{
    const auto &timer = arguments["timer"];
    return done(timer.isInteger() ? agent.timers().stop(static_cast<TimerId>(timer.asInteger()))
                                  : agent.timers().stop(timer.asText()));
}

Result<Value> log(Agent &agent, const Value &arguments)
{
    const auto &name = arguments["level"].asText();
    const auto level = name.empty() ? LogLevel::Info : parseLogLevel(name);
    if (!level)
        return fail("“" + name + "” is no log level (debug, info, warning, error)");
    const auto &text = arguments["text"];
    agent.log().log(*level, text.isText() ? text.asText() : text.toJson());
    return Value(true);
}

Result<Value> logger(Agent &agent, const Value &arguments)
{
    agent.log().setLogger(arguments["agent"].asText());
    return Value(true);
}

void addSocketOperations(Agent &agent)
{
    const auto add = [&agent](const char *name, const char *summary, std::vector<std::string> names,
                         Result<Value> (*body)(Agent &, const Value &)) {
        agent.method(name, {.summary = summary, .arguments = std::move(names)},
            [&agent, body](const Value &arguments) { return body(agent, arguments); });
    };
    add("agent.bind", "Opens a socket; gives its address.",
        {"pattern", "alias?", "handler?", "at?", "transport?", "serializer?", "advertise?",
            "queue?", "policy?", "keep_last?", "linger?"},
        bind);
    add("agent.connect", "Connects to an address, or to a socket of an agent; gives the alias.",
        {"address?", "alias?", "handler?", "linger?", "agent?", "socket?"}, connect);
    add("agent.send", "Sends a value through a socket.",
        {"socket", "value", "topic?", "limit?", "handler?", "wait?"}, send);
    add("agent.request", "Sends a value through a REQ socket; gives the answer.",
        {"socket", "value", "limit?"}, request);
    add("agent.subscribe", "Adds topics to a SUB socket, each with its handler.",
        {"socket", "topics"}, subscribe);
    add("agent.unsubscribe", "Takes topics from a SUB socket.", {"socket", "topics"}, unsubscribe);
    add("agent.close", "Closes a socket.", {"socket", "linger?"}, close);
    add("agent.close_all", "Closes all sockets but those of the agent's own.", {"linger?"},
        closeAll);
    add("agent.address", "The address of a socket.", {"socket"}, address);
    add("agent.has_socket", "Whether there is a socket of that name.", {"socket"}, hasSocket);
    add("agent.wait_peers", "Waits until that many peers answer.", {"socket", "count?", "limit?"},
        waitPeers);
    add("agent.stop_timer", "Stops a timer.", {"timer"}, stopTimer);
    add("agent.log", "Logs a text.", {"text", "level?"}, log);
    add("agent.logger", "Names the agent that the log goes to.", {"agent"}, logger);
}

} // namespace

Result<Duration> durationFrom(const Value &value)
{
    if (value.isNumber())
        return std::chrono::duration_cast<Duration>(
            std::chrono::duration<double>(value.asNumber()));
    if (value.asText() == "forever")
        return Duration(-1);
    if (!value.isText())
        return fail(value.toJson() + " is no duration (as in `250ms`, or seconds)");
    return parseDuration(value.asText());
}

void addOperations(Agent &agent)
{
    addSocketOperations(agent);
    agent.method("agent.every",
        {.summary = "Runs a method again and again; gives the timer's id.",
            .arguments = {"period", "method", "arguments?", "alias?"}},
        [&agent](const Value &arguments) { return startTimer(agent, arguments, true); });
    agent.method("agent.after",
        {.summary = "Runs a method once; gives the timer's id.",
            .arguments = {"delay", "method", "arguments?", "alias?"}},
        [&agent](const Value &arguments) { return startTimer(agent, arguments, false); });
    agent.method("agent.timers", {.summary = "The timers of the agent's own code."},
        [&agent](const Value &) { return Result<Value>(agent.timers().list()); });
}

} // namespace agora::agency
