#include "engine/overmind/system_description.h"

#include "engine/base/text.h"

#include <set>

namespace agora {

namespace {

/// Collects the first complaint, so that reading stays a list of lines.
class Reader {
public:
    template <typename T>
    void take(Result<T> given, T &into)
    {
        if (!given)
            return note(given.error());
        into = std::move(*given);
    }
    void check(const Result<void> &done)
    {
        if (!done)
            note(done.error());
    }
    void note(const Error &error)
    {
        if (!m_problem)
            m_problem = error;
    }
    [[nodiscard]] const std::optional<Error> &problem() const { return m_problem; }

    void decimal(const ConfigNode &table, const char *key, Decimal &into, bool mayBeZero)
    {
        const auto *node = table.find(key);
        if (node == nullptr)
            return;
        const auto value = node->decimal();
        if (!value || value->isNegative() || (!mayBeZero && value->isZero()))
            return note(node->complain(std::string("“") + key + "” must be a "
                                + (mayBeZero ? "number that is not negative" : "positive number"))
                            .error);
        into = *value;
    }

private:
    std::optional<Error> m_problem;
};

bool isName(const std::string &text)
{
    return !text.empty() && text.size() <= 40
        && text.find_first_not_of(
               "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_")
        == std::string::npos;
}

agency::Value parameterValues(const ConfigNode &table, Reader &read)
{
    agency::Value values = agency::Value::Object{};
    for (const auto &[key, node] : table.table()) {
        if (const auto *flag = std::get_if<bool>(&node.raw()))
            values.set(key, *flag);
        else if (const auto *whole = std::get_if<std::int64_t>(&node.raw()))
            values.set(key, *whole);
        else if (const auto *real = std::get_if<double>(&node.raw()))
            values.set(key, *real);
        else if (const auto *text = std::get_if<std::string>(&node.raw()))
            values.set(key, *text);
        else
            read.note(
                node.complain("parameter “" + key + "” must be a number, a text, true or false")
                    .error);
    }
    return values;
}

void readEngine(const ConfigNode &table, SystemDescription &system, Reader &read)
{
    read.check(table.refuseUnknown({"listen", "park_after_deaths", "brain_folders"}));
    read.take(table.text("listen", ""), system.listen);
    if (!system.listen.empty() && !system.listen.starts_with("tcp://127.0.0.1:")
        && !system.listen.starts_with("tcp://[::1]:"))
        read.note(
            table.find("listen")
                ->complain("“listen” must be a loopback address such as “tcp://127.0.0.1:7400”")
                .error);
    read.take(table.integer("park_after_deaths", 5, 1, 1000), system.parkAfterDeaths);
    std::vector<std::string> folders;
    read.take(table.texts("brain_folders", {}), folders);
    system.brainFolders.assign(folders.begin(), folders.end());
}

void readVenue(const ConfigNode &table, SystemDescription &system, Reader &read)
{
    read.check(table.refuseUnknown({"kind", "seed", "instruments", "start", "commission_per_unit",
        "price_lost_after", "stale_after"}));
    read.take(table.text("kind", "simulated"), system.venueKind);
    if (system.venueKind != "simulated" && !read.problem())
        read.note(table.find("kind")
                      ->complain("unknown venue “" + system.venueKind + "”; there is “simulated”")
                      .error);
    read.take(table.integer("seed", 1, 0, INT64_MAX), system.seed);
    read.take(table.texts("instruments", system.instruments), system.instruments);
    if (system.instruments.empty())
        read.note(table.complain("“instruments” must name at least one instrument").error);
    for (const auto &symbol : system.instruments) {
        if (findInstrument(symbol) != nullptr)
            continue;
        std::vector<std::string> known;
        for (const auto &instrument : knownInstruments())
            known.push_back(instrument.symbol);
        const auto *place = table.find("instruments");
        read.note((place == nullptr ? table : *place)
                      .complain("unknown instrument “" + symbol + "”" + suggestion(symbol, known))
                      .error);
    }
    read.take(table.number("price_lost_after", 30, 1, 86'400), system.priceLostAfterSeconds);
    read.take(table.number("stale_after", 120, 1, 86'400), system.staleAfterSeconds);
    std::string start;
    read.take(table.text("start", ""), start);
    if (!start.empty()) {
        if (const auto at = parseIso(start))
            system.simulatedStart = *at;
        else
            read.note(table.find("start")->complain(at.error().message).error);
    }
    read.decimal(table, "commission_per_unit", system.commissionPerUnit, true);
}

void readAccount(const ConfigNode &table, SystemDescription &system, Reader &read)
{
    read.check(table.refuseUnknown({"currency", "balance"}));
    read.take(table.text("currency", "USD"), system.currency);
    if (system.currency.size() != 3 && !read.problem())
        read.note(
            table.find("currency")->complain("“currency” must be a code of three letters").error);
    read.decimal(table, "balance", system.balance, false);
}

void readRisk(const ConfigNode &table, SystemDescription &system, Reader &read)
{
    read.check(table.refuseUnknown(
        {"max_order_units", "max_position_units", "max_open_orders", "max_orders_per_minute"}));
    read.decimal(table, "max_order_units", system.maxOrderUnits, false);
    read.decimal(table, "max_position_units", system.maxPositionUnits, false);
    read.take(table.integer("max_open_orders", 100, 1, 100'000), system.maxOpenOrders);
    read.take(table.integer("max_orders_per_minute", 120, 1, 1'000'000), system.maxOrdersPerMinute);
}

void readFaults(const ConfigNode &table, SystemDescription &system, Reader &read)
{
    read.check(table.refuseUnknown({"max_delay_us", "seed"}));
    std::int64_t delay = 0;
    std::int64_t seed = 0;
    read.take(table.integer("max_delay_us", 0, 0, 1'000'000), delay);
    read.take(table.integer("seed", 1, 0, INT64_MAX), seed);
    system.faults = {std::chrono::microseconds(delay), static_cast<std::uint64_t>(seed)};
}

void readBrain(const ConfigNode &table, SystemDescription &system, Reader &read)
{
    read.check(table.refuseUnknown({"name", "module", "symbol", "period", "side", "depth",
        "enabled", "listens_to", "parameters"}));
    agency::Value given = agency::Value::Object{};
    for (const auto *key : {"name", "module", "symbol", "period", "side"}) {
        std::string text;
        read.take(table.text(key, ""), text);
        if (!text.empty())
            given.set(key, text);
    }
    std::int64_t depth = 0;
    bool enabled = true;
    std::vector<std::string> listensTo;
    read.take(table.integer("depth", 500, 1, 1'000'000), depth);
    read.take(table.boolean("enabled", true), enabled);
    read.take(table.texts("listens_to", {}), listensTo);
    given.set("depth", depth);
    given.set("enabled", enabled);
    given.set("listensTo", agency::Value(agency::Value::Array(listensTo.begin(), listensTo.end())));
    if (const auto *parameters = table.find("parameters")) {
        if (!parameters->isTable())
            return read.note(parameters->complain("“parameters” must be a table").error);
        given.set("parameters", parameterValues(*parameters, read));
    }
    auto spec = brainSpecFrom(given);
    if (!spec)
        return read.note(table.complain(spec.error().message).error);
    for (const auto &other : system.brains) {
        if (other.name == spec->name)
            read.note(table.complain("two brains are called “" + spec->name + "”").error);
    }
    system.brains.push_back(std::move(*spec));
}

} // namespace

Result<SystemDescription> loadSystem(const std::filesystem::path &file)
{
    SystemDescription system;
    system.instruments = {"EUR_USD", "GBP_USD", "USD_JPY", "AUD_USD", "USD_CHF", "USD_CAD",
        "EUR_GBP", "EUR_JPY", "XAU_USD", "BTC_USD"};
    std::erase_if(system.instruments, // instruments.toml may have taken one away
        [](const std::string &symbol) { return findInstrument(symbol) == nullptr; });
    if (!std::filesystem::exists(file))
        return system;
    const auto loaded = loadConfig(file);
    if (!loaded)
        return loaded.failure();
    Reader read;
    read.check(loaded->refuseUnknown({"engine", "venue", "account", "risk", "faults", "brain"}));
    using Part = void (*)(const ConfigNode &, SystemDescription &, Reader &);
    const std::pair<const char *, Part> parts[] = {{"engine", readEngine}, {"venue", readVenue},
        {"account", readAccount}, {"risk", readRisk}, {"faults", readFaults}};
    for (const auto &[key, part] : parts) {
        const auto *table = loaded->find(key);
        if (table == nullptr)
            continue;
        if (table->isTable())
            part(*table, system, read);
        else
            read.note(
                table->complain(std::string("“") + key + "” must be a table, written [" + key + "]")
                    .error);
    }
    if (const auto *brains = loaded->find("brain")) {
        if (!brains->isArray())
            return brains->complain("brains are written as [[brain]]");
        for (const auto &brain : brains->array())
            readBrain(brain, system, read);
    }
    if (read.problem())
        return Failure<Error>{*read.problem()};
    return system;
}

Result<BrainSpec> brainSpecFrom(const agency::Value &value)
{
    BrainSpec spec;
    spec.module = value["module"].asText();
    if (!isName(spec.module))
        return fail("a brain needs a “module”, such as “sma_cross”");
    spec.name = value["name"].asText();
    if (!isName(spec.name))
        return fail("a brain's “name” must have 1 to 40 letters, digits, “-” or “_”, not “"
            + spec.name + "”");
    if (value["symbol"].isText())
        spec.symbol = value["symbol"].asText();
    if (value["period"].isText()) {
        const auto period = Period::parse(value["period"].asText());
        if (!period)
            return period.failure();
        spec.period = *period;
    }
    if (value["side"].isText()) {
        const auto side = parsePriceSide(value["side"].asText());
        if (!side)
            return side.failure();
        spec.side = *side;
    }
    spec.depth = static_cast<int>(value["depth"].asInteger(spec.depth));
    if (spec.depth < 1 || spec.depth > 1'000'000)
        return fail("a brain's “depth” must lie between 1 and 1000000");
    spec.enabled = value["enabled"].asBool(true);
    for (const auto &other : value["listensTo"].asArray())
        spec.listensTo.push_back(other.asText());
    spec.parameters = value["parameters"].isObject() ? value["parameters"]
                                                     : agency::Value(agency::Value::Object{});
    return spec;
}

agency::Value toValue(const BrainSpec &spec)
{
    agency::Value value;
    value.set("name", spec.name);
    value.set("module", spec.module);
    value.set("symbol", spec.symbol);
    value.set("period", spec.period.toString());
    value.set("side", toString(spec.side));
    value.set("depth", spec.depth);
    value.set("enabled", spec.enabled);
    value.set("listensTo",
        agency::Value(agency::Value::Array(spec.listensTo.begin(), spec.listensTo.end())));
    value.set("parameters", spec.parameters);
    return value;
}

} // namespace agora
