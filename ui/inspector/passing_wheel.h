#pragma once

class QComboBox;

namespace virga::ui {

// A wheel that passes over the choice scrolls what it stands in, and changes nothing; the choice takes it with the keyboard.
void keepFromPassingWheel(QComboBox* choice);

}  // namespace virga::ui
