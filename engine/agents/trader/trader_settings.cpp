#include "engine/agents/trader/trader_settings.h"

namespace agora {

namespace {

/// Reads settings one by one and keeps the first problem.
class Reading {
public:
    explicit Reading(const agency::Value &settings) : m_settings(settings) {}

    Decimal decimal(const char *name, Decimal fallback)
    {
        const auto &given = m_settings[name];
        if (given.isNull())
            return fallback;
        auto number = Decimal::parse(given.asText());
        if (!number || number->isNegative()) {
            refuse(name, given.toJson(), "a decimal of 0 or more, written as text");
            return fallback;
        }
        return *number;
    }

    int count(const char *name, int fallback)
    {
        const auto &given = m_settings[name];
        if (given.isNull())
            return fallback;
        constexpr std::int64_t most = 1'000'000;
        const auto number = given.asInteger(-1);
        if (number < 0 || number > most) {
            refuse(name, given.toJson(), "a whole number of 0 to 1000000");
            return fallback;
        }
        return static_cast<int>(number);
    }

    std::vector<Instrument> instruments(const char *name)
    {
        std::vector<Instrument> found;
        for (const auto &symbol : m_settings[name].asArray()) {
            if (const auto *instrument = findInstrument(symbol.asText()))
                found.push_back(*instrument);
            else
                refuse(name, symbol.toJson(), "the name of an instrument");
        }
        return found;
    }

    [[nodiscard]] const std::optional<Error> &problem() const { return m_problem; }

private:
    void refuse(const char *name, const std::string &value, const char *expected)
    {
        if (!m_problem)
            m_problem = Error{"the Trader's setting “" + std::string(name) + "” is " + value
                + ", but must be " + expected};
    }

    const agency::Value &m_settings;
    std::optional<Error> m_problem;
};

} // namespace

Result<TraderSettings> TraderSettings::from(const agency::Value &settings)
{
    Reading reading(settings);
    TraderSettings read;
    if (settings["currency"].isText())
        read.currency = settings["currency"].asText();
    read.balance = reading.decimal("balance", {});
    read.instruments = reading.instruments("symbols");
    auto &limits = read.limits;
    limits.maxOrderUnits = reading.decimal("maxOrderUnits", limits.maxOrderUnits);
    limits.maxPositionUnits = reading.decimal("maxPositionUnits", limits.maxPositionUnits);
    limits.maxOpenOrders = reading.count("maxOpenOrders", limits.maxOpenOrders);
    limits.maxOrdersPerMinute = reading.count("maxOrdersPerMinute", limits.maxOrdersPerMinute);
    read.dataFolder = settings["dataFolder"].asText();
    if (reading.problem())
        return Failure<Error>{*reading.problem()};
    return read;
}

} // namespace agora
