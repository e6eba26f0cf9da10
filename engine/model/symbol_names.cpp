#include "engine/model/instrument.h"

#include <cctype>
#include <set>

namespace agora {

namespace {

std::string lettersAndDigits(std::string_view text)
{
    std::string upper;
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0)
            upper += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    return upper;
}

std::vector<std::string> wordsOf(const std::string &text)
{
    std::vector<std::string> words(1);
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)) == 0)
            words.emplace_back();
        else
            words.back() += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    }
    std::erase(words, std::string());
    return words;
}

std::optional<std::string> symbolOf(const std::string &word)
{
    std::set<std::string> currencies;
    for (const auto &instrument : knownInstruments()) {
        if (word == lettersAndDigits(instrument.symbol))
            return instrument.symbol;
        currencies.insert({instrument.base, instrument.quote});
    }
    if (word.size() != 6)
        return std::nullopt;
    const auto base = word.substr(0, 3);
    const auto quote = word.substr(3);
    if (base == quote || !currencies.contains(base) || !currencies.contains(quote))
        return std::nullopt;
    return base + "_" + quote;
}

} // namespace

Result<std::string> symbolFromFileName(const std::filesystem::path &file)
{
    const auto words = wordsOf(file.filename().string());
    std::set<std::string> found;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (const auto symbol = symbolOf(words[i]))
            found.insert(*symbol);
        if (i + 1 < words.size()) {
            if (const auto symbol = symbolOf(words[i] + words[i + 1]))
                found.insert(*symbol);
        }
    }
    if (found.size() == 1)
        return *found.begin();
    return fail(file.string() + ": the file's name tells "
        + (found.empty() ? "no instrument" : "more than one instrument")
        + ": name it by the option for the symbol, such as EUR_USD");
}

} // namespace agora
