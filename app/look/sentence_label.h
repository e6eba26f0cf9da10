#pragma once

class QLabel;
class QWidget;

namespace agora::app {

/// A line of a dialog for what is to be said there, hidden until it is: `kind` is a property that
/// the style sheet knows, such as `problem` or `muted`.
[[nodiscard]] QLabel *makeSentence(const char *name, const char *kind, QWidget *parent);

} // namespace agora::app
