#include "engine/agents/brain/brain_host.h"

namespace agora {

namespace {
const char *typeName(const ParameterValue &value)
{
    constexpr const char *names[] = {"integer", "number", "flag", "text"};
    return names[value.index()];
}

agency::Value toValue(const ParameterValue &value)
{
    return std::visit([](const auto &each) { return agency::Value(each); }, value);
}
} // namespace

Result<BrainSettings> BrainSettings::from(const agency::Value &settings)
{
    BrainSettings brain;
    brain.name = settings["name"].asText();
    brain.library = settings["library"].asText();
    brain.symbol = settings["symbol"].asText();
    brain.stateFile = settings["stateFile"].asText();
    brain.depth = static_cast<std::size_t>(settings["depth"].asInteger(500));
    if (brain.library.empty())
        return fail("there is no brain module called “" + settings["module"].asText() + "”");
    const auto period = Period::parse(settings["period"].asText());
    const auto side = parsePriceSide(settings["side"].asText());
    if (!period || !side)
        return period ? side.failure() : period.failure();
    brain.period = *period;
    brain.side = *side;
    for (const auto &other : settings["listensTo"].asArray())
        brain.listensTo.push_back(other.asText());
    for (const auto &[key, value] : settings["parameters"].asObject()) {
        if (value.isBool())
            brain.parameters[key] = value.asBool();
        else if (value.isInteger())
            brain.parameters[key] = value.asInteger();
        else if (value.isNumber())
            brain.parameters[key] = value.asNumber();
        else
            brain.parameters[key] = value.asText();
    }
    return brain;
}

agency::Value describeBrain(const std::filesystem::path &library)
{
    agency::Value row;
    row.set("key", library.stem().string());
    row.set("title", library.stem().string());
    const auto module = BrainModule::load(library);
    if (!module) {
        row.set("problem", module.error().message);
        return row;
    }
    const auto &description = module->description();
    row.set("title", description.title);
    row.set("description", description.description);
    row.set("warmUpBars", description.warmUpBars);
    agency::Value parameters = agency::Value::Array{};
    for (const auto &parameter : description.parameters) {
        agency::Value each;
        each.set("key", parameter.key);
        each.set("title", parameter.title);
        each.set("description", parameter.description);
        each.set("type", typeName(parameter.defaultValue));
        each.set("default", toValue(parameter.defaultValue));
        each.set("min", parameter.min);
        each.set("max", parameter.max);
        each.set("step", parameter.step);
        each.set("choices",
            agency::Value(
                agency::Value::Array(parameter.choices.begin(), parameter.choices.end())));
        parameters.append(std::move(each));
    }
    row.set("parameters", std::move(parameters));
    return row;
}

} // namespace agora
