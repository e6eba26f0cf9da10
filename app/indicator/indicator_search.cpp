#include "app/indicator/indicator_search.h"

#include "app/indicator/catalog_text.h"

#include "indicators/column_name.h"
#include "indicators/formula.h"

#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace agora::app {
namespace {

using charts::IndicatorSetup;
using indicators::IndicatorInfo;
using indicators::ParameterType;

/// The parts of `macd(12, 26.5)`: name and arguments.
QStringList wordsOf(const QString &text)
{
    static const QRegularExpression separators(QStringLiteral("[\\s,;:()]+"));
    return text.trimmed().toLower().split(separators, Qt::SkipEmptyParts);
}

const IndicatorInfo *infoCalled(const QString &word)
{
    for (const auto &info : indicators::catalog())
        if (QString::fromStdString(info.key) == word
            || QString::fromStdString(info.shortName).toLower() == word)
            return &info;
    return nullptr;
}

/// `sma20` is `sma` and `20`.
void splitNumber(QStringList &words)
{
    static const QRegularExpression pattern(QStringLiteral("^([a-z_%]+)([0-9.]+)$"));
    if (words.isEmpty() || infoCalled(words.front()))
        return;
    if (const auto match = pattern.match(words.front()); match.hasMatch()) {
        words.front() = match.captured(1);
        words.insert(1, match.captured(2));
    }
}

bool takeNumber(IndicatorSetup &setup, const IndicatorInfo &info, std::size_t &next, double number)
{
    for (; next < info.parameters.size(); ++next) {
        const auto &parameter = info.parameters[next];
        if (parameter.type == ParameterType::Integer) {
            if (number != std::nearbyint(number))
                return false;
            setup.parameters[parameter.key] = static_cast<std::int64_t>(number);
        } else if (parameter.type == ParameterType::Real) {
            setup.parameters[parameter.key] = number;
        } else {
            continue;
        }
        ++next;
        return true;
    }
    return false;
}

/// A choice of one of the parameters, or a price to be applied to.
bool takeWord(IndicatorSetup &setup, const IndicatorInfo &info, const std::string &word)
{
    for (const auto &parameter : info.parameters)
        if (std::ranges::find(parameter.choices, word) != parameter.choices.end()) {
            setup.parameters[parameter.key] = word;
            return true;
        }
    if (info.input == indicators::InputKind::Bar || info.input == indicators::InputKind::Candle
        || !indicators::parseSource(word))
        return false;
    setup.input = word == toString(info.defaultInput) ? std::string() : word;
    return true;
}

std::optional<IndicatorSetup> fromWords(QStringList words)
{
    splitNumber(words);
    const auto *info = words.isEmpty() ? nullptr : infoCalled(words.takeFirst());
    if (!info)
        return std::nullopt;
    auto setup = usualSetup(*info);
    std::size_t next = 0;
    for (const QString &word : words) {
        bool isNumber = false;
        const double number = word.toDouble(&isNumber);
        if (isNumber ? !takeNumber(setup, *info, next, number)
                     : !takeWord(setup, *info, word.toStdString()))
            return std::nullopt;
    }
    return setup;
}

std::optional<IndicatorSetup> fromColumn(const QString &text)
{
    const auto column = indicators::parseColumnName(text.trimmed().toLower().toStdString());
    const auto *info = column ? indicators::findIndicator(column->key) : nullptr;
    if (!info)
        return std::nullopt;
    auto setup = usualSetup(*info);
    for (const auto &parameter : info->parameters) {
        const auto told = column->parameters.find(parameter.key);
        if (told == column->parameters.end())
            continue;
        const auto *real = std::get_if<double>(&told->second);
        if (real && parameter.type == ParameterType::Integer) // names hold numbers of one kind only
            setup.parameters[parameter.key] = static_cast<std::int64_t>(std::llround(*real));
        else
            setup.parameters[parameter.key] = told->second;
    }
    if (column->first && *column->first != info->defaultInput)
        setup.input = toString(*column->first);
    if (column->second && *column->second != info->defaultSecondInput)
        setup.secondInput = toString(*column->second);
    return setup;
}

/// Smaller is better; nothing = does not fit.
std::optional<int> rankOf(const IndicatorInfo &info, const QString &text, const QStringList &words)
{
    const auto key = QString::fromStdString(info.key);
    const auto shortName = QString::fromStdString(info.shortName).toLower();
    const QString english = QString::fromStdString(info.name).toLower();
    const QString name = catalogText(info.name).toLower();
    if (text == key || text == shortName)
        return 0;
    if (key.startsWith(text) || shortName.startsWith(text))
        return 1;
    if (name.startsWith(text) || english.startsWith(text))
        return 2;
    if (name.contains(QLatin1Char(' ') + text) || english.contains(QLatin1Char(' ') + text))
        return 3;
    if (name.contains(text) || english.contains(text))
        return 4;
    const QString all = QStringList{key, shortName, name, english, catalogText(info.group),
        catalogText(info.description), QString::fromStdString(info.description)}
                            .join(QLatin1Char(' '))
                            .toLower();
    const bool hasAll
        = std::ranges::all_of(words, [&](const QString &word) { return all.contains(word); });
    return hasAll ? std::optional(5) : std::nullopt;
}

} // namespace

IndicatorSetup usualSetup(const IndicatorInfo &info)
{
    IndicatorSetup setup;
    setup.key = info.key;
    if (auto defaults = indicators::completed(info.key, {}))
        setup.parameters = *std::move(defaults);
    return setup;
}

std::optional<IndicatorSetup> setupFromText(const QString &text)
{
    auto setup = fromWords(wordsOf(text));
    if (!setup)
        setup = fromColumn(text);
    if (!setup || !charts::makeInstance(*setup))
        return std::nullopt;
    return setup;
}

std::vector<SearchHit> searchCatalog(const QString &text)
{
    const QString wanted = text.trimmed().toLower();
    const auto written = setupFromText(text);
    auto words = wordsOf(text);
    splitNumber(words);
    std::vector<std::pair<int, SearchHit>> ranked;
    for (const auto &info : indicators::catalog()) {
        if (written && written->key == info.key)
            ranked.push_back({-1, {&info, *written}});
        else if (const auto rank = rankOf(info, wanted, words))
            ranked.push_back({*rank, {&info, usualSetup(info)}});
        else if (words.size() > 1
            && infoCalled(words.front()) == &info) // bad values: its usual ones
            ranked.push_back({0, {&info, usualSetup(info)}});
    }
    std::ranges::stable_sort(ranked, {}, &std::pair<int, SearchHit>::first);
    std::vector<SearchHit> hits;
    for (auto &[rank, hit] : ranked)
        hits.push_back(std::move(hit));
    return hits;
}

} // namespace agora::app
