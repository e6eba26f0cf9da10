#include "charts/indicator_setup.h"

#include "indicators/formula.h"

#include <algorithm>

namespace agora::charts {
namespace {

/// Nothing chosen is the entry's own input.
Result<std::optional<indicators::Source>> sourceOf(const std::string &text)
{
    if (text.empty())
        return std::optional<indicators::Source>();
    auto source = indicators::parseSource(text);
    if (!source)
        return fail("Applied to \"" + text + "\": " + indicators::toString(source.error()));
    return std::optional(*std::move(source));
}

} // namespace

bool PeriodChoice::admits(Period period) const
{
    if (!only.empty())
        return std::ranges::find(only, period) != only.end();
    return (!from || from->nominal() <= period.nominal())
        && (!to || period.nominal() <= to->nominal());
}

OutputLook lookOf(const IndicatorSetup &setup, std::size_t output)
{
    return output < setup.looks.size() ? setup.looks[output] : OutputLook();
}

bool isSameCalculation(const IndicatorSetup &one, const IndicatorSetup &other)
{
    return one.key == other.key && one.parameters == other.parameters && one.input == other.input
        && one.secondInput == other.secondInput;
}

QString titleOf(const IndicatorSetup &setup)
{
    if (!setup.name.isEmpty())
        return setup.name;
    const auto *info = indicators::findIndicator(setup.key);
    return QString::fromStdString(info
            ? indicators::describe(*info, setup.parameters, setup.input, setup.secondInput)
            : setup.key);
}

std::vector<LevelLine> levelsOf(const IndicatorSetup &setup)
{
    if (setup.levels)
        return *setup.levels;
    std::vector<LevelLine> levels;
    if (const auto *info = indicators::findIndicator(setup.key))
        for (const double value : info->levels)
            levels.push_back({.value = value, .text = {}, .color = {}});
    return levels;
}

Result<std::unique_ptr<indicators::IndicatorInstance>> makeInstance(const IndicatorSetup &setup)
{
    auto first = sourceOf(setup.input);
    auto second = sourceOf(setup.secondInput);
    if (!first || !second)
        return first ? second.failure() : first.failure();
    indicators::Inputs inputs;
    inputs.first = *std::move(first);
    inputs.second = *std::move(second);
    return indicators::make(setup.key, setup.parameters, std::move(inputs));
}

QString freeId(const std::vector<IndicatorSetup> &setups, const std::string &key)
{
    for (int number = 1;; ++number) {
        const auto id = QStringLiteral("%1-%2").arg(QString::fromStdString(key)).arg(number);
        if (std::ranges::find(setups, id, &IndicatorSetup::id) == setups.end())
            return id;
    }
}

} // namespace agora::charts
