#include "indicators/formula_token.h"

#include "engine/base/text.h"

#include <array>

namespace agora::indicators {
namespace {

bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::size_t digits(std::string_view text, std::size_t from)
{
    while (from < text.size() && isDigit(text[from]))
        ++from;
    return from;
}

/// `12`, `0.5`, `.5`, `1e-3`.
std::size_t numberEnd(std::string_view text, std::size_t at)
{
    at = digits(text, at);
    if (at < text.size() && text[at] == '.')
        at = digits(text, at + 1);
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        std::size_t exponent = at + 1;
        if (exponent < text.size() && (text[exponent] == '-' || text[exponent] == '+'))
            ++exponent;
        if (exponent < text.size() && isDigit(text[exponent]))
            at = digits(text, exponent);
    }
    return at;
}

/// Letters, digits, `_`; a fraction belongs to the name of a column (`sar_0.02_0.2`).
std::size_t nameEnd(std::string_view text, std::size_t at)
{
    while (at < text.size()) {
        const bool isFraction = text[at] == '.' && isDigit(text[at - 1]) && at + 1 < text.size()
            && isDigit(text[at + 1]);
        if (!isLetter(text[at]) && !isDigit(text[at]) && !isFraction)
            break;
        ++at;
    }
    return at;
}

std::size_t symbolLength(std::string_view text)
{
    constexpr std::array<std::string_view, 6> pairs{"<=", ">=", "==", "!=", "&&", "||"};
    for (const auto pair : pairs) {
        if (text.starts_with(pair))
            return 2;
    }
    return std::string_view("+-*/%^()[],.?:<>=!").find(text.front()) != std::string_view::npos;
}

std::string shown(char c)
{
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte < 0x7F ? std::string("\"") + c + '"' : "This character";
}

} // namespace

Result<std::vector<Token>, FormulaError> tokenize(std::string_view text)
{
    std::vector<Token> tokens;
    std::size_t at = 0;
    const auto take = [&](TokenKind kind, std::size_t end) {
        tokens.push_back({kind, text.substr(at, end - at), at + 1});
        at = end;
    };
    while (at < text.size()) {
        const char c = text[at];
        if (isSpace(c)) {
            ++at;
        } else if (isDigit(c) || (c == '.' && at + 1 < text.size() && isDigit(text[at + 1]))) {
            take(TokenKind::Number, numberEnd(text, at));
            const auto value = parseDouble(tokens.back().text);
            if (!value)
                return failWith(FormulaError{tokens.back().column,
                    "\"" + std::string(tokens.back().text) + "\" cannot be read as a number."});
            tokens.back().number = *value;
        } else if (isLetter(c)) {
            take(TokenKind::Name, nameEnd(text, at + 1));
        } else if (const auto length = symbolLength(text.substr(at)); length > 0) {
            take(TokenKind::Symbol, at + length);
        } else {
            return failWith(FormulaError{at + 1, shown(c) + " has no meaning in a formula."});
        }
    }
    tokens.push_back({TokenKind::End, {}, text.size() + 1});
    return tokens;
}

} // namespace agora::indicators
