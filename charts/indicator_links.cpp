#include "charts/indicator_links.h"

#include "indicators/formula.h"

#include <algorithm>
#include <map>

namespace agora::charts {
namespace {

/// The formula of the output that the link names; nothing when there is no such output.
std::optional<std::string> textOf(const std::vector<IndicatorSetup> &setups, const InputLink &link)
{
    const auto source = std::ranges::find(setups, link.id, &IndicatorSetup::id);
    const auto *info = source == setups.end() ? nullptr : indicators::findIndicator(source->key);
    if (!info)
        return std::nullopt;
    const auto output = std::ranges::find(info->outputs, link.output, &indicators::OutputInfo::key);
    if (output == info->outputs.end())
        return std::nullopt;
    return indicators::callText(*info, source->parameters,
        static_cast<std::size_t>(output - info->outputs.begin()), source->input,
        source->secondInput);
}

/// Returns whether the text has changed.
bool follow(
    const std::vector<IndicatorSetup> &setups, std::optional<InputLink> &link, std::string &text)
{
    if (!link)
        return false;
    const auto now = textOf(setups, *link);
    if (!now)
        link.reset();
    if (!now || *now == text)
        return false;
    text = *now;
    return true;
}

std::optional<InputLink> linkTo(const std::string &text, const std::vector<IndicatorSetup> &others)
{
    for (const auto &other : others) {
        const auto *info = indicators::findIndicator(other.key);
        for (std::size_t i = 0; info && i < info->outputs.size(); ++i)
            if (text
                == indicators::callText(*info, other.parameters, i, other.input, other.secondInput))
                return InputLink{.id = other.id, .output = info->outputs[i].key};
    }
    return std::nullopt;
}

void link(std::optional<InputLink> &current, const std::string &text,
    const std::vector<IndicatorSetup> &others)
{
    if (current && textOf(others, *current) == text)
        return; // of two alike the one that was chosen stays
    current = text.empty() ? std::nullopt : linkTo(text, others);
}

} // namespace

Result<void> followLinks(std::vector<IndicatorSetup> &setups)
{
    // A chain of n settles in n rounds; a circle never does: its texts grow.
    for (std::size_t round = 0; round <= setups.size(); ++round) {
        bool hasChanged = false;
        for (auto &setup : setups) {
            hasChanged |= follow(setups, setup.inputLink, setup.input);
            hasChanged |= follow(setups, setup.secondInputLink, setup.secondInput);
            if (setup.input.size() + setup.secondInput.size() > 4'000 || round == setups.size())
                if (hasChanged)
                    return fail(
                        "\"" + titleOf(setup).left(80).toStdString() + "\" would feed itself.");
        }
        if (!hasChanged)
            break;
    }
    return {};
}

void linkInputs(IndicatorSetup &setup, const std::vector<IndicatorSetup> &others)
{
    link(setup.inputLink, setup.input, others);
    link(setup.secondInputLink, setup.secondInput, others);
}

std::vector<IndicatorSetup> fedBy(const std::vector<IndicatorSetup> &setups, const QString &id)
{
    std::vector<IndicatorSetup> fed;
    for (const auto &setup : setups)
        if ((setup.inputLink && setup.inputLink->id == id)
            || (setup.secondInputLink && setup.secondInputLink->id == id))
            fed.push_back(setup);
    return fed;
}

std::vector<IndicatorSetup> withFreshIds(
    std::vector<IndicatorSetup> setups, const std::vector<IndicatorSetup> &taken)
{
    std::map<QString, QString> renamed;
    auto all = taken;
    for (auto &setup : setups) {
        const QString before = setup.id;
        setup.id = freeId(all, setup.key);
        if (!before.isEmpty())
            renamed[before] = setup.id;
        all.push_back(setup);
    }
    const auto rename = [&](QString &id) {
        if (const auto known = renamed.find(id); known != renamed.end())
            id = known->second;
    };
    for (auto &setup : setups) {
        rename(setup.paneOf);
        if (setup.inputLink)
            rename(setup.inputLink->id);
        if (setup.secondInputLink)
            rename(setup.secondInputLink->id);
    }
    return setups;
}

} // namespace agora::charts
