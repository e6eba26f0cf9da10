#pragma once

#include "indicators/catalog.h"
#include "indicators/formula_program.h"
#include "indicators/formula_token.h"

#include <map>
#include <optional>

namespace agora::indicators {

/// Recursive descent over the tokens of one formula, straight into a program.
///
/// A rule returns whether it could be read; if not, `m_error` tells the first thing that is wrong.
class FormulaParser {
public:
    explicit FormulaParser(std::string_view text) : m_text(text) {}

    [[nodiscard]] Result<FormulaProgram, FormulaError> parse();

private:
    /// A program being built: the formula's own, or that of an indicator's input.
    struct Scope {
        FormulaProgram program;
        std::map<std::string, std::size_t> calls; ///< indicators by their text: one each
        std::map<std::string, std::size_t> prices;
    };
    /// An expression that has been read: the steps from `begin` to the end.
    struct Part {
        std::size_t begin = 0;
        int warmUp = 1;
    };
    using Parsed = std::optional<Part>;
    /// An indicator as far as its arguments have been read.
    struct Call {
        const IndicatorInfo &info;
        ParameterValues parameters;
        std::optional<Source> first, second;
        std::size_t next = 0; ///< parameter that the next argument without a name is for
    };
    class Level;
    struct BinaryOperator {
        std::string_view symbol;
        FormulaOp op;
    };

    // expressions, from the loosest to the tightest
    Parsed expression();
    Parsed binary(std::size_t tightness);
    Parsed unary();
    Parsed power();
    Parsed postfix();
    Parsed primary();
    Parsed bracket();
    Parsed past(Part of);

    // names
    Parsed name();
    Parsed function(const Token &called);
    Parsed side(const Token &token);
    Parsed price(const std::string &text, Source source);
    Parsed column(const Token &token);

    // calls of indicators
    Parsed indicator(const Token &called, const IndicatorInfo &info);
    bool arguments(Call &call);
    bool argument(Call &call);
    bool namedArgument(Call &call);
    bool choiceArgument(Call &call);
    bool input(Call &call, const Token &at, Source source, const std::string &key);
    bool parameter(Call &call, const Token &at, const std::string &key, ParameterValue value);
    std::optional<FormulaProgram> inner();
    Parsed outputOf(const Token &called, const IndicatorInfo &info, const std::string &text,
        const ParameterValues &parameters, Inputs inputs);

    // building
    Parsed emit(FormulaStep step, std::size_t begin, int warmUp);
    [[nodiscard]] bool keep(double bars, const Token &at);
    [[nodiscard]] Scope &scope() { return *m_scope; }
    [[nodiscard]] bool isConstant(std::size_t begin, std::size_t count) const;

    // tokens
    [[nodiscard]] const Token &peek(std::size_t ahead = 0) const;
    Token take() { return m_tokens[m_at == m_tokens.size() - 1 ? m_at : m_at++]; }
    [[nodiscard]] bool isNext(std::string_view symbol) const;
    bool skip(std::string_view symbol);
    bool expect(std::string_view symbol, const char *why);
    std::nullopt_t refuse(const Token &at, std::string message);

    std::string_view m_text;
    std::vector<Token> m_tokens;
    std::size_t m_at = 0;
    Scope *m_scope = nullptr;
    int m_depth = 0;
    int m_parts = 0;
    double m_keptBars = 0;
    std::optional<FormulaError> m_error;
};

/// What makes a program the input of an indicator, without detour where it is one price or output.
[[nodiscard]] Source sourceOf(FormulaProgram program);

} // namespace agora::indicators
