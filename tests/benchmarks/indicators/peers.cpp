#include "tests/benchmarks/indicators/peers.h"

#include <array>
#include <cstdio>
#include <cstdlib>

namespace agora::benchmarks {
namespace {

std::optional<DynamicLibrary> load(const char *variable)
{
    const char *file = std::getenv(variable);
    if (!file) {
        std::fprintf(stderr, "%s names no library: measured without it.\n", variable);
        return std::nullopt;
    }
    auto library = DynamicLibrary::open(file);
    if (!library) {
        std::fprintf(stderr, "%s\n", library.error().message.c_str());
        return std::nullopt;
    }
    return std::optional(*std::move(library));
}

template <typename Function>
Function *function(const std::optional<DynamicLibrary> &library, const std::string &name)
{
    return library ? reinterpret_cast<Function *>(library->symbol(name)) : nullptr;
}

// The C interfaces, as their manuals give them.
using In = const double *;
using Out = double *;
using OfOne = int(int, int, In, int, int *, int *, Out);
using OfBars = int(int, int, In, In, In, int, int *, int *, Out);
using OfMacd = int(int, int, In, int, int, int, int *, int *, Out, Out, Out);
using OfBands = int(int, int, In, int, double, double, int, int *, int *, Out, Out, Out);
using OfStochastic = int(int, int, In, In, In, int, int, int, int, int, int *, int *, Out, Out);
using OfTulip = int(int, const In *, In, const Out *);

} // namespace

Peers::Peers() : m_taLib(load("TALIB_SO")), m_tulip(load("TULIP_SO"))
{
    if (auto *initialize = function<int()>(m_taLib, "TA_Initialize"))
        initialize();
}

double *Peers::column(std::size_t which, std::size_t size)
{
    auto &values = m_columns[which];
    values.resize(std::max(values.size(), size));
    return values.data();
}

std::function<void()> Peers::taLib(const std::string &key, const Prices &p)
{
    const int last = static_cast<int>(p.size()) - 1;
    double *a = column(0, p.size());
    double *b = column(1, p.size());
    double *c = column(2, p.size());
    static int begin = 0;
    static int count = 0;
    const In high = p.high.data();
    const In low = p.low.data();
    const In close = p.close.data();
    const std::map<std::string, std::pair<std::string, int>> ofOne{
        {"sma", {"TA_SMA", 20}}, {"ema", {"TA_EMA", 20}}, {"rsi", {"TA_RSI", 14}}};
    const std::map<std::string, std::pair<std::string, int>> ofBars{
        {"atr", {"TA_ATR", 14}}, {"adx", {"TA_ADX", 14}}};
    if (const auto found = ofOne.find(key); found != ofOne.end()) {
        if (auto *f = function<OfOne>(m_taLib, found->second.first))
            return [=, period = found->second.second] {
                f(0, last, close, period, &begin, &count, a);
            };
    } else if (const auto bars = ofBars.find(key); bars != ofBars.end()) {
        if (auto *f = function<OfBars>(m_taLib, bars->second.first))
            return [=, period = bars->second.second] {
                f(0, last, high, low, close, period, &begin, &count, a);
            };
    } else if (key == "macd") {
        if (auto *f = function<OfMacd>(m_taLib, "TA_MACD"))
            return [=] { f(0, last, close, 12, 26, 9, &begin, &count, a, b, c); };
    } else if (key == "bollinger") {
        if (auto *f = function<OfBands>(m_taLib, "TA_BBANDS"))
            return [=] { f(0, last, close, 20, 2.0, 2.0, 0, &begin, &count, a, b, c); };
    } else if (key == "stochastic") {
        if (auto *f = function<OfStochastic>(m_taLib, "TA_STOCH"))
            return [=] { f(0, last, high, low, close, 14, 3, 0, 3, 0, &begin, &count, a, b); };
    }
    return {};
}

std::function<void()> Peers::tulip(const std::string &key, const Prices &p)
{
    struct Call {
        std::string name;
        bool ofBars = false;
        std::vector<double> options;
    };
    const std::map<std::string, Call> calls{{"sma", {"ti_sma", false, {20}}},
        {"ema", {"ti_ema", false, {20}}}, {"rsi", {"ti_rsi", false, {14}}},
        {"atr", {"ti_atr", true, {14}}}, {"macd", {"ti_macd", false, {12, 26, 9}}},
        {"bollinger", {"ti_bbands", false, {20, 2}}},
        {"stochastic", {"ti_stoch", true, {14, 3, 3}}}, {"adx", {"ti_adx", true, {14}}}};
    const Call &call = calls.at(key);
    auto *f = function<OfTulip>(m_tulip, call.name);
    if (!f)
        return {};
    const std::array<Out, 3> results{column(0, p.size()), column(1, p.size()), column(2, p.size())};
    const std::array<In, 3> inputs = call.ofBars
        ? std::array<In, 3>{p.high.data(), p.low.data(), p.close.data()}
        : std::array<In, 3>{p.close.data(), nullptr, nullptr};
    return [=, size = static_cast<int>(p.size()), options = call.options] {
        f(size, inputs.data(), options.data(), results.data());
    };
}

} // namespace agora::benchmarks
