#pragma once

#include "indicators/source.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace agora::indicators {

struct IndicatorInfo;

enum class FormulaOp : std::uint8_t {
    // leaves
    Constant,
    Price,
    Volume,
    Output,
    // of one
    Negate,
    Not,
    Abs,
    Sqrt,
    Log,
    Exp,
    Floor,
    Ceil,
    Round,
    Sign,
    Past,
    // of two
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
    Power,
    Min,
    Max,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Equal,
    NotEqual,
    And,
    Or,
    // of three
    Select
};

/// How many values an operation takes.
[[nodiscard]] constexpr int operandsOf(FormulaOp op)
{
    return op < FormulaOp::Negate ? 0 : op < FormulaOp::Add ? 1 : op < FormulaOp::Select ? 2 : 3;
}

/// Without operands for leaves and `Past`; NaN where any operand that counts is NaN.
[[nodiscard]] double applied(FormulaOp op, double a, double b, double c);

/// One step of a stack machine.
struct FormulaStep {
    FormulaOp op = FormulaOp::Constant;
    double constant = 0;
    std::size_t index = 0; ///< Price: source; Output: indicator; Past: buffer
    std::size_t output = 0;
};

/// The indicators and steps that a formula consists of, in the order of evaluation.
struct FormulaProgram {
    std::vector<FormulaStep> steps;
    std::vector<Source> prices;
    std::vector<std::unique_ptr<IndicatorInstance>> indicators;
    std::vector<const IndicatorInfo *> infos; ///< of the indicators; all in the catalogue
    std::vector<std::size_t> pastLengths; ///< bars, at least 1
    int warmUp = 1;
};

/// A program as an indicator with one output.
[[nodiscard]] std::unique_ptr<IndicatorInstance> instanceOf(FormulaProgram program);

} // namespace agora::indicators
