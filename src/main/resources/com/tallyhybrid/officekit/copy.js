// A button beside each command that copies it. Without scripts, and on paper, there is none.
document.querySelectorAll("pre .command").forEach(function (command) {
  var button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "copy";
  button.addEventListener("click", function () {
    var lines = [command];
    for (var next = button.nextElementSibling; next; next = next.nextElementSibling) {
      if (next.className !== "more") { break; }
      lines.push(next);
    }
    var text = lines.map(function (line) { return line.textContent; }).join("\n").replace(/^FSX. /, "");
    var area = document.createElement("textarea");
    area.value = text;
    document.body.appendChild(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    button.textContent = "copied";
    setTimeout(function () { button.textContent = "copy"; }, 1500);
  });
  command.after(button);
  command.parentElement.classList.add("copies");
});
