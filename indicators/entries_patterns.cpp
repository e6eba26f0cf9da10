#include "indicators/entries.h"
#include "indicators/patterns/candlestick.h"

#include <utility>

namespace agora::indicators {
namespace {

const char *const group = "Candlestick patterns";
constexpr std::size_t patternCount = 59; // and the two forms of Hikkake

const std::vector<const Pattern *> &patterns()
{
    static const std::vector<const Pattern *> list = [] {
        std::vector<const Pattern *> all;
        for (const auto family : {oneCandlePatterns(), twoCandlePatterns(), threeCandlePatterns(),
                 marchingPatterns(), longPatterns()}) {
            for (const Pattern &pattern : family)
                all.push_back(&pattern);
        }
        AGORA_ENSURE(all.size() == patternCount);
        return all;
    }();
    return list;
}

template <std::size_t index>
NewIndicator makePattern(const Arguments &arguments, Sources sources)
{
    const Pattern &pattern = *patterns()[index];
    const double penetration = pattern.penetration > 0 ? arguments.real("penetration") : 0.0;
    return wrap(Candlestick(pattern, penetration), std::move(sources));
}

template <Hikkake::Form form>
NewIndicator makeHikkake(const Arguments &, Sources sources)
{
    return wrap(Hikkake(form), std::move(sources));
}

Entry entry(std::string key, const char *name, const char *description, double greatest,
    decltype(Entry::make) make)
{
    auto info = about(key, name, name, group, description);
    info.outputs = {overlay("value", name, LineStyle::Marker)};
    info.fixedMin = -greatest;
    info.fixedMax = greatest;
    info.input = InputKind::Candle;
    info.shortForms = {{std::move(key), "value"}};
    return {std::move(info), make};
}

Entry entry(const Pattern &pattern, decltype(Entry::make) make)
{
    Entry result = entry(pattern.key, pattern.name, pattern.description, 100, make);
    if (pattern.penetration > 0)
        result.info.parameters
            = {real("penetration", "Penetration", pattern.penetration, 0, 10, 0.05)};
    return result;
}

template <std::size_t... index>
std::vector<Entry> entriesOf(std::index_sequence<index...>)
{
    return {entry(*patterns()[index], makePattern<index>)...};
}

} // namespace

std::vector<Entry> patternEntries()
{
    auto list = entriesOf(std::make_index_sequence<patternCount>());
    list.push_back(entry("cdlhikkake", "Hikkake Pattern",
        "A false break-out of an inside bar; 200 when it is confirmed.", 200,
        makeHikkake<Hikkake::Form::Plain>));
    list.push_back(entry("cdlhikkakemod", "Modified Hikkake Pattern",
        "A false break-out of two inside bars; 200 when it is confirmed.", 200,
        makeHikkake<Hikkake::Form::Modified>));
    return list;
}

} // namespace agora::indicators
