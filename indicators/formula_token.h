#pragma once

#include "indicators/formula.h"

#include <vector>

namespace agora::indicators {

enum class TokenKind { Number, Name, Symbol, End };

/// One word of a formula.
struct Token {
    TokenKind kind = TokenKind::End;
    std::string_view text; ///< part of the formula's text
    std::size_t column = 1;
    double number = 0; ///< Number only; finite
};

/// Ends with an End token. A character that belongs to nothing and a number that cannot be read
/// are errors.
[[nodiscard]] Result<std::vector<Token>, FormulaError> tokenize(std::string_view text);

} // namespace agora::indicators
